/** Answers the host's questions about the page. Reached by the private port only. */
import type { ProbeQuestion } from '../preview-messages.ts';
import { send } from './channel.ts';
import { isFocused } from './focus-guard.ts';
import { listen, method, setter } from './intrinsics.ts';
import { act, whenSettled } from './probe-act.ts';
import {
  createElement,
  elementOf,
  rectHeight,
  rectLeft,
  rectOf,
  rectTop,
  rectWidth,
  rootOf,
} from './probe-dom.ts';
import { readOutline } from './probe-outline.ts';
import { measureText, readColours, readText } from './probe-text.ts';
import { endFades } from './rest.ts';

/** Looks or acts, then sends the answer. */
export function answerProbe(id: number, question: ProbeQuestion): void {
  if (question.ask === 'act') {
    const result = act(question.action);
    whenSettled(() => answer(id, result));
    return;
  }
  let value: unknown = null;
  if (question.ask === 'measure' || question.ask === 'colours') endFades();
  if (question.ask === 'outline') value = readOutline();
  else if (question.ask === 'text') value = readText();
  else if (question.ask === 'measure') value = measureText();
  else if (question.ask === 'colours') value = readColours();
  else if (question.ask === 'highlight') highlight(question.ref);
  answer(id, value);
}

function answer(id: number, value: unknown): void {
  send({ type: 'answer', id, value, focused: isFocused() });
}

const append = method(Node.prototype.appendChild) as (self: Node, child: Node) => Node;
const removeNode = method(Element.prototype.remove);
const setStyle = setter(CSSStyleDeclaration.prototype, 'cssText');
const scrollTo = method(Element.prototype.scrollIntoView);
const frame = createElement('div');
const frameStyle = frame.style;
let shown: Element | null = null;

/** Draws a frame around an element, outside of the body so that the page does not meet it. */
function highlight(ref: string | null): void {
  const element = ref === null ? null : elementOf(ref);
  shown = element;
  if (element === null) {
    removeNode(frame);
    return;
  }
  scrollTo(element, { block: 'center' });
  place();
  append(rootOf(), frame);
}

function place(): void {
  if (shown === null) return;
  const box = rectOf(shown);
  setStyle(
    frameStyle,
    `all:initial!important;position:fixed!important;left:${rectLeft(box) - 5}px!important;top:${rectTop(box) - 5}px!important;` +
      `width:${rectWidth(box) + 10}px!important;height:${rectHeight(box) + 10}px!important;box-sizing:border-box!important;` +
      'border:3px solid #c2410c!important;border-radius:8px!important;box-shadow:0 0 0 3px #fff!important;' +
      'pointer-events:none!important;z-index:2147483647!important;',
  );
}
listen(window, 'scroll', place, true);
listen(window, 'resize', place);
