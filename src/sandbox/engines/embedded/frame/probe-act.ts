import type { ProbeAction } from '../../../probe.ts';
import {
  add,
  clearTimer,
  dispatch,
  fold,
  getter,
  type List,
  list,
  method,
  onFrame,
  setTimer,
  setter,
  textLower,
} from './intrinsics.ts';
import {
  activeElement,
  attribute,
  bodyOf,
  elementOf,
  firstChild,
  hasAttribute,
  isElement,
  isSilent,
  isSvg,
  isVisible,
  localName,
  nextSibling,
  parentNode,
  rootOf,
  sameWords,
} from './probe-dom.ts';
import { contentOf, nameOf, roleOf } from './probe-role.ts';

/** What came of an action. */
export interface ActResult {
  readonly ok: boolean;
  readonly problem: string;
}

const done: ActResult = { ok: true, problem: '' };
const failed = (problem: string): ActResult => ({ ok: false, problem });

const click = method(HTMLElement.prototype.click);
const focus = method(HTMLElement.prototype.focus);
const blur = method(HTMLElement.prototype.blur);
const scrollTo = method(Element.prototype.scrollIntoView);
const setInput = setter(HTMLInputElement.prototype, 'value');
const setArea = setter(HTMLTextAreaElement.prototype, 'value');
const setSelect = setter(HTMLSelectElement.prototype, 'value');
const setText = setter(Node.prototype, 'textContent');
const readChecked = getter(HTMLInputElement.prototype, 'checked');
const optionValue = getter(HTMLOptionElement.prototype, 'value');
const submit = method(HTMLFormElement.prototype.requestSubmit);
const formOf = getter(HTMLInputElement.prototype, 'form');
const isEditable = getter(HTMLElement.prototype, 'isContentEditable');
const ownEvent = Event;
const ownMouse = MouseEvent;
const ownPointer = PointerEvent;
const ownKey = KeyboardEvent;
const ownInput = InputEvent;

/** Does what a person would do, by events that the page cannot tell from theirs except for `isTrusted`. */
export function act(action: ProbeAction): ActResult {
  if (action.do === 'press') return press(action);
  const element = find(action.target);
  if (element === null) return failed(`Nothing on the page is ${describe(action.target)}.`);
  if (action.do === 'scroll') {
    scrollTo(element, { block: 'center' });
    return done;
  }
  if (hasAttribute(element, 'disabled') || attribute(element, 'aria-disabled') === 'true') {
    return failed(`${describe(action.target)} is switched off.`);
  }
  scrollTo(element, { block: 'nearest' });
  if (action.do === 'click') return clickOn(element);
  if (action.do === 'fill') return fill(element as HTMLElement, action.value);
  return choose(element, action.value);
}

function describe(target: ProbeAction['target'] & object): string {
  if ('role' in target)
    return target.name === undefined || target.name === ''
      ? `a ${target.role}`
      : `a ${target.role} “${target.name}”`;
  return 'the element';
}

/** By reference; or by role and name: the whole name first, then a part of it. */
function find(target: ProbeAction['target'] & object): Element | null {
  if (!('role' in target) || target.role === '') return elementOf((target as { ref: string }).ref);
  const role = textLower(target.role);
  const wanted = textLower(fold(target.name ?? ''));
  let partial: Element | null = null;
  function walk(parent: Element): Element | null {
    for (let node = firstChild(parent); node !== null; node = nextSibling(node)) {
      if (!isElement(node) || isSilent(node) || !isVisible(node)) continue;
      if (roleOf(node) === role) {
        const name = nameOf(node, role);
        if (textLower(name) === wanted) return node;
        if (partial === null && sameWords(name, wanted)) partial = node;
      }
      const inner = walk(node);
      if (inner !== null) return inner;
    }
    return null;
  }
  return walk(bodyOf()) ?? partial;
}

const bubbling = { __proto__: null, bubbles: true, cancelable: true, composed: true } as EventInit;

function clickOn(element: Element): ActResult {
  const press = {
    ...bubbling,
    button: 0,
    buttons: 1,
    pointerType: 'mouse',
    isPrimary: true,
    detail: 1,
    view: window,
  };
  dispatch(element, new ownPointer('pointerdown', press));
  const wanted = dispatch(element, new ownMouse('mousedown', press));
  if (wanted && isFocusable(element)) focus(element as HTMLElement);
  dispatch(element, new ownPointer('pointerup', { ...press, buttons: 0 }));
  dispatch(element, new ownMouse('mouseup', { ...press, buttons: 0 }));
  if (!isSvg(element)) click(element as HTMLElement);
  else dispatch(element, new ownMouse('click', press));
  return done;
}

function fill(element: HTMLElement, value: string): ActResult {
  const kind = localName(element);
  if (attribute(element, 'type') === 'file') return failed('A file can only be chosen by a person.');
  focus(element);
  if (kind === 'input') setInput(element as HTMLInputElement, value);
  else if (kind === 'textarea') setArea(element as HTMLTextAreaElement, value);
  else if (kind === 'select') return choose(element, value);
  else if (isEditable(element)) setText(element, value);
  else return failed('This is not a field that can be filled in.');
  dispatch(element, new ownInput('input', { ...bubbling, data: value, inputType: 'insertText' }));
  dispatch(element, new ownEvent('change', bubbling));
  return done;
}

function choose(element: Element, value: string): ActResult {
  const kind = localName(element);
  const wanted = textLower(fold(value));
  if (kind === 'select') {
    const option = findOption(element, wanted);
    if (option === null) return failed(`There is no choice “${value}”.`);
    focus(element as HTMLElement);
    setSelect(element as HTMLSelectElement, optionValue(option));
    dispatch(element, new ownEvent('input', bubbling));
    dispatch(element, new ownEvent('change', bubbling));
    return done;
  }
  const isBox = kind === 'input' && attribute(element, 'type') === 'checkbox';
  if (isBox && (wanted === 'true' || wanted === 'false')) {
    return `${readChecked(element as HTMLInputElement)}` === wanted ? done : clickOn(element);
  }
  return clickOn(element);
}

function findOption(parent: Element, wanted: string): HTMLOptionElement | null {
  for (let node = firstChild(parent); node !== null; node = nextSibling(node)) {
    if (!isElement(node)) continue;
    if (localName(node) === 'option') {
      const option = node as HTMLOptionElement;
      if (textLower(contentOf(option, 0)) === wanted || textLower(optionValue(option)) === wanted)
        return option;
    } else {
      const inner = findOption(node, wanted);
      if (inner !== null) return inner;
    }
  }
  return null;
}

function isFocusable(element: Element): boolean {
  const kind = localName(element);
  if (hasAttribute(element, 'disabled')) return false;
  if (kind === 'button' || kind === 'input' || kind === 'select' || kind === 'textarea' || kind === 'summary')
    return true;
  return (kind === 'a' && hasAttribute(element, 'href')) || hasAttribute(element, 'tabindex');
}

function press(action: ProbeAction & { do: 'press' }): ActResult {
  const target = action.target === undefined || action.target === null ? null : find(action.target);
  if (action.target !== undefined && action.target !== null && target === null) {
    return failed(`Nothing on the page is ${describe(action.target)}.`);
  }
  const element = target ?? activeElement() ?? bodyOf();
  if (target !== null && isFocusable(target)) focus(target as HTMLElement);
  const key = action.key === 'Space' ? ' ' : action.key;
  const init = { ...bubbling, key, code: key === ' ' ? 'Space' : key, view: window };
  const wanted = dispatch(element, new ownKey('keydown', init));
  if (wanted) followKey(element, key);
  dispatch(activeElement() ?? element, new ownKey('keyup', init));
  return done;
}

/** What the browser itself does on a key; events made by code do not cause it. */
function followKey(element: Element, key: string): void {
  const kind = localName(element);
  const type = textLower(attribute(element, 'type'));
  const isPush =
    kind === 'button' || kind === 'summary' || (kind === 'input' && (type === 'submit' || type === 'button'));
  if (key === 'Tab') moveFocus(element);
  else if (key === 'Enter' && (isPush || (kind === 'a' && hasAttribute(element, 'href'))))
    click(element as HTMLElement);
  else if (key === ' ' && (isPush || type === 'checkbox' || type === 'radio')) click(element as HTMLElement);
  else if (key === 'Enter' && kind === 'input') {
    const form = formOf(element as HTMLInputElement);
    if (form !== null) submit(form);
  } else if (key === 'Escape') closeDialog(element);
}

const closeOf = method(HTMLDialogElement.prototype.close) as (self: HTMLDialogElement) => void;
function closeDialog(element: Element): void {
  for (let at: Node | null = element; at !== null && isElement(at); at = parentNode(at)) {
    if (localName(at) !== 'dialog' || !hasAttribute(at, 'open')) continue;
    if (dispatch(at, new ownEvent('cancel', { cancelable: true }))) closeOf(at as HTMLDialogElement);
    return;
  }
}

function moveFocus(from: Element): void {
  const stops: List<HTMLElement> = list<HTMLElement>();
  function walk(parent: Element): void {
    for (let node = firstChild(parent); node !== null; node = nextSibling(node)) {
      if (!isElement(node) || !isVisible(node)) continue;
      if (isFocusable(node) && attribute(node, 'tabindex')[0] !== '-') add(stops, node as HTMLElement);
      walk(node);
    }
  }
  walk(bodyOf());
  let next = 0;
  for (let index = 0; index < stops.length; index++) if (stops[index] === from) next = index + 1;
  const stop = stops[next];
  if (stop !== undefined) focus(stop);
  else blur(from as HTMLElement);
}

const observerOf = MutationObserver;
const observe = method(MutationObserver.prototype.observe);
const disconnect = method(MutationObserver.prototype.disconnect);

/** Calls back after two frames without a change, at the latest after 300 ms (a hidden tab has no frames). */
export function whenSettled(then: () => void): void {
  let changed = true;
  let quiet = 0;
  let over = false;
  const observer = new observerOf(() => {
    changed = true;
  });
  observe(observer, rootOf(), { subtree: true, childList: true, attributes: true, characterData: true });
  const limit = setTimer(finish, 300);
  function finish(): void {
    if (over) return;
    over = true;
    disconnect(observer);
    clearTimer(limit);
    then();
  }
  function frame(): void {
    if (over) return;
    quiet = changed ? 0 : quiet + 1;
    changed = false;
    if (quiet >= 2) finish();
    else onFrame(frame);
  }
  onFrame(frame);
}
