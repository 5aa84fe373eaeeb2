/**
 * Runs inside a page of any engine: finds elements as a person names them, and says where they are.
 * Bundled and put into each document that a test looks into.
 */
import { computeAccessibleName, getRole } from 'dom-accessibility-api';

export type Words = string | { readonly source: string; readonly flags: string };

/** One way to name elements; each narrows what the one before it found. */
export interface FindStep {
  readonly css?: string;
  readonly role?: string;
  /** Accessible name: a string is the whole name. */
  readonly name?: Words;
  /** Text of the smallest element that has it: a string is a part of it. */
  readonly text?: Words;
  /** Label of a field: a string is the whole label. */
  readonly label?: Words;
  readonly nth?: number;
}

export interface FoundElement {
  readonly text: string;
  readonly value: string | null;
  readonly name: string;
  readonly isVisible: boolean;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  readonly isFocused: boolean;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Whether a press at its middle reaches it, or what lies there instead. */
  readonly isReached: boolean;
  readonly covering: string;
}

const TAGS: Readonly<Record<string, string>> = {
  button: 'button,summary,input[type=button],input[type=submit],input[type=reset]',
  link: 'a[href]',
  heading: 'h1,h2,h3,h4,h5,h6',
  textbox: 'input,textarea',
  slider: 'input[type=range]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
};

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

function matches(text: string, words: Words, whole: boolean): boolean {
  if (typeof words !== 'string') return new RegExp(words.source, words.flags).test(text);
  const wanted = squeeze(words);
  return whole ? text === wanted : text.toLowerCase().includes(wanted.toLowerCase());
}

function isHidden(element: Element): boolean {
  return element.closest('[aria-hidden=true],[inert]') !== null || !isVisible(element);
}

function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  const isDrawn = width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  return (
    isDrawn ||
    [...element.children].some((child) => getComputedStyle(child).display !== 'contents' && isVisible(child))
  );
}

function textOf(element: Element): string {
  return squeeze(
    element instanceof HTMLInputElement && /^(button|submit)$/.test(element.type)
      ? element.value
      : (element.textContent ?? ''),
  );
}

function byRole(root: ParentNode, { role = '', name }: FindStep): Element[] {
  const tags = TAGS[role];
  return [...root.querySelectorAll(tags === undefined ? '*' : `${tags},[role=${role}]`)].filter(
    (element) =>
      getRole(element) === role &&
      !isHidden(element) &&
      (name === undefined || matches(squeeze(computeAccessibleName(element)), name, true)),
  );
}

function byText(root: ParentNode, words: Words): Element[] {
  const found = [...root.querySelectorAll('*')].filter(
    (element) =>
      !/^(script|style|noscript|template)$/i.test(element.tagName) && matches(textOf(element), words, false),
  );
  const outer = new Set(found.map((element) => element.parentElement));
  return found.filter((element) => !outer.has(element as HTMLElement));
}

function byLabel(root: ParentNode, words: Words): Element[] {
  return [
    ...root.querySelectorAll('input,textarea,select,[aria-label],[aria-labelledby],[contenteditable]'),
  ].filter((element) => matches(squeeze(computeAccessibleName(element)), words, true));
}

function narrow(roots: readonly ParentNode[], step: FindStep): Element[] {
  const found = roots.flatMap((root) => {
    if (step.role !== undefined) return byRole(root, step);
    if (step.text !== undefined) return byText(root, step.text);
    if (step.label !== undefined) return byLabel(root, step.label);
    return [...root.querySelectorAll(step.css ?? '*')];
  });
  const distinct = [...new Set(found)];
  return step.nth === undefined ? distinct : distinct.slice(step.nth).slice(0, 1);
}

/** The elements that a path of steps leads to, those that can be seen first. */
export function findAll(steps: readonly FindStep[]): Element[] {
  const found = steps.reduce<readonly ParentNode[]>(narrow, [document]) as Element[];
  return [
    ...found.filter((element) => isVisible(element)),
    ...found.filter((element) => !isVisible(element)),
  ];
}

function describe(element: Element): FoundElement {
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  const label = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const isReached =
    top !== null &&
    (element.contains(top) || top.contains(element) || label.some((part) => part.contains(top)));
  const field = element as Partial<HTMLInputElement>;
  return {
    text: textOf(element),
    value: typeof field.value === 'string' ? field.value : null,
    name: squeeze(computeAccessibleName(element)),
    isVisible: isVisible(element),
    isEnabled: !field.disabled && element.getAttribute('aria-disabled') !== 'true',
    isChecked: field.checked === true || element.getAttribute('aria-checked') === 'true',
    isFocused: element === document.activeElement,
    box: { x, y, width, height },
    isReached,
    covering: isReached ? '' : (top?.outerHTML.slice(0, 160) ?? 'outside of the viewport'),
  };
}

/** What a path of steps leads to, as plain values. */
export function look(steps: readonly FindStep[]): FoundElement[] {
  return findAll(steps).map(describe);
}

/** Brings the first one into view and says where it is now. */
export function reach(steps: readonly FindStep[]): FoundElement | null {
  const element = findAll(steps)[0];
  if (element === undefined) return null;
  if (!describe(element).isReached)
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  return describe(element);
}

/** Gives the first one the focus, with its text selected. */
export function focusAll(steps: readonly FindStep[]): boolean {
  const element = findAll(steps)[0];
  if (!(element instanceof HTMLElement)) return false;
  element.focus();
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select();
  return document.activeElement === element;
}

/** The events that a tap of a finger causes in WebKit before 18.4: its click tells no pointer type. */
export function tapLikeTouch(steps: readonly FindStep[]): boolean {
  const element = findAll(steps)[0];
  if (element === undefined) return false;
  const { x, y, width, height } = element.getBoundingClientRect();
  const at = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    clientX: x + width / 2,
    clientY: y + height / 2,
  };
  const target = document.elementFromPoint(at.clientX, at.clientY) ?? element;
  const touch = { ...at, pointerType: 'touch', isPrimary: true, pointerId: 2, width: 20, height: 20 };
  target.dispatchEvent(new PointerEvent('pointerover', touch));
  target.dispatchEvent(new PointerEvent('pointerdown', { ...touch, buttons: 1 }));
  target.dispatchEvent(new PointerEvent('pointerup', touch));
  target.dispatchEvent(new PointerEvent('pointerout', touch));
  target.dispatchEvent(new MouseEvent('mousemove', at));
  const isKept = target.dispatchEvent(new MouseEvent('mousedown', { ...at, buttons: 1, detail: 1 }));
  if (isKept)
    (target.closest('button,input,select,textarea,a[href],[tabindex],label') as HTMLElement | null)?.focus();
  target.dispatchEvent(new MouseEvent('mouseup', { ...at, detail: 1 }));
  target.dispatchEvent(new MouseEvent('click', { ...at, detail: 1 }));
  return true;
}
