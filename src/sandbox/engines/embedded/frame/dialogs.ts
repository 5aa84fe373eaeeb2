/**
 * `alert`, `confirm` and `prompt` ask the person through the host. Nothing in a page can wait for an answer
 * while its code stands still, so a handler that needs one is ended where it asks and run again, with the
 * answer, once it is there (docs/decisions/0012).
 */
import type { DialogAnswer, DialogKind, DialogRequest } from '../../../preview-requests.ts';
import { endForAnswer } from './dialog-pause.ts';
import { tellBlocked } from './errors.ts';
import { dispatch, setter } from './intrinsics.ts';
import { askPerson } from './requests.ts';

type Question = Exclude<DialogKind, 'alert'>;

/** Answers by event, in the order in which its handlers ask. */
const answered = new WeakMap<Event, { readonly answers: readonly DialogAnswer[]; used: number }>();
const asked = new WeakSet<Event>();

/** What had the keys when a dialog took them. */
let place: HTMLElement | SVGElement | null = null;

const setInput = setter(HTMLInputElement.prototype, 'value');
const setArea = setter(HTMLTextAreaElement.prototype, 'value');
const setSelect = setter(HTMLSelectElement.prototype, 'value');

const words = (text: unknown): string => (text === undefined ? '' : String(text));

function askDialog(
  dialog: Pick<DialogRequest, 'kind' | 'text' | 'preset'>,
  answered: (answer: DialogAnswer) => void,
): void {
  const { activeElement, body } = document;
  const isPlace = activeElement instanceof HTMLElement || activeElement instanceof SVGElement;
  if (isPlace && activeElement !== body) place = activeElement;
  askPerson(dialog, (answer) => {
    returnToPlace();
    answered(answer);
  });
}

/** Chromium forgets what had the focus in a page once the host has it; until the page has it again nothing can take it. */
function returnToPlace(): void {
  if (document.activeElement === document.body) place?.focus();
  if (document.activeElement !== document.body) place = null;
}

function ask(kind: Question, text: string, preset: string): DialogAnswer {
  const event: unknown = Reflect.get(window, 'event');
  if (!(event instanceof Event)) {
    tellBlocked('dialog', text);
    return kind === 'confirm' ? false : null;
  }
  const known = answered.get(event);
  const answer = known?.answers[known.used];
  if (known !== undefined && answer !== undefined) {
    known.used++;
    return answer;
  }
  if (!asked.has(event)) {
    asked.add(event);
    const again = repeatOf(event);
    askDialog({ kind, text, preset }, (given) => again([...(known?.answers ?? []), given]));
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  endForAnswer();
}

/** Runs an event's handlers anew, with what was typed or chosen as it was. */
function repeatOf(event: Event): (answers: readonly DialogAnswer[]) => void {
  const [target] = event.composedPath();
  const value = target instanceof Element ? enteredIn(target) : null;
  const Kind = event.constructor as typeof Event;
  const again = new Kind(event.type, event);
  return (answers) => {
    if (target === undefined) return;
    answered.set(again, { answers, used: 0 });
    if (value !== null) restore(target as Element, value);
    dispatch(target, again);
  };
}

function enteredIn(element: Element): string | null {
  if (element instanceof HTMLInputElement)
    return element.type === 'checkbox' || element.type === 'radio' || element.type === 'file'
      ? null
      : element.value;
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
    ? element.value
    : null;
}

function restore(element: Element, value: string): void {
  if (element instanceof HTMLInputElement) setInput(element, value);
  else if (element instanceof HTMLTextAreaElement) setArea(element, value);
  else if (element instanceof HTMLSelectElement) setSelect(element, value);
}

type Dialog = (text?: unknown, preset?: unknown) => unknown;

const confirm: Dialog = (text) => ask('confirm', words(text), '');
const prompt: Dialog = (text, preset) => ask('prompt', words(text), words(preset));

export function installDialogs(): void {
  window.alert = (text?: unknown) => askDialog({ kind: 'alert', text: words(text), preset: '' }, () => {});
  window.confirm = confirm as typeof window.confirm;
  window.prompt = prompt as typeof window.prompt;
  window.addEventListener('focus', returnToPlace);
}
