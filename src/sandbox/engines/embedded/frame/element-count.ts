import { PREVIEW_LIMITS } from '../../../limits.ts';
import { send } from './channel.ts';
import { getter, method } from './intrinsics.ts';

const allElements = method(Document.prototype.getElementsByTagName);
const lengthOf = getter(HTMLCollection.prototype, 'length');
const fill = method(Element.prototype.replaceChildren);
const make = method(Document.prototype.createElement) as (self: Document, name: string) => HTMLElement;
const page = document;
const root = document.documentElement;

const message = `The page grew to more than ${PREVIEW_LIMITS.elements.toLocaleString('en')} elements and was stopped: that many cannot be drawn. Show a part of the list at a time, or look for what adds elements without end.`;

/**
 * Counts what stands on the page after each change, before the browser lays it out: a layout cannot be
 * interrupted, and where frame and host share a process it would stop both.
 */
export function countElements(halt: (reason: string) => void): void {
  const every = allElements(page, '*');
  const observer = new MutationObserver(() => {
    if (lengthOf(every) <= PREVIEW_LIMITS.elements) return;
    halt(message);
    fill(root, make(page, 'head'), make(page, 'body'));
    send({
      type: 'error',
      code: 'too-many-elements',
      message,
      source: 'runtime',
      path: '',
      line: 0,
      column: 0,
      modules: [],
    });
  });
  observer.observe(page, { childList: true, subtree: true });
}
