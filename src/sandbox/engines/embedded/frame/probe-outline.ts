import { PREVIEW_LIMITS } from '../../../limits.ts';
import type { OutlineNode } from '../../../probe.ts';
import { add, fold, getter, type List, list, textSlice } from './intrinsics.ts';
import {
  activeElement,
  attribute,
  bodyOf,
  firstChild,
  hasAttribute,
  isElement,
  isSilent,
  isVisible,
  localName,
  nextSibling,
  nodeText,
  nodeType,
  refOf,
} from './probe-dom.ts';
import { isNamedByContent, nameOf, roleOf } from './probe-role.ts';

/** An outline node whose children are a bare list. */
export interface BareNode {
  readonly ref: string;
  readonly role: string;
  readonly name: string;
  readonly state: Readonly<Record<string, string>>;
  readonly children: List<BareNode>;
}

let left = 0;

/** The page as roles and names; elements without meaning hand their children up. */
export function readOutline(): readonly OutlineNode[] {
  left = PREVIEW_LIMITS.outlineNodes;
  const found = list<BareNode>();
  collect(bodyOf(), found, false, 0);
  return found as unknown as readonly OutlineNode[];
}

function collect(parent: Element, into: List<BareNode>, named: boolean, depth: number): void {
  if (depth > 100) return;
  let text = '';
  for (let node = firstChild(parent); node !== null && left > 0; node = nextSibling(node)) {
    if (nodeType(node) === 3) text += nodeText(node) ?? '';
    else if (isElement(node) && !isSilent(node) && isVisible(node)) {
      addText(parent, text, into, named);
      text = '';
      collectElement(node, into, named, depth);
    }
  }
  addText(parent, text, into, named);
}

function addText(parent: Element, text: string, into: List<BareNode>, named: boolean): void {
  const name = textSlice(fold(text), 0, 200);
  if (name === '' || named || left <= 0) return;
  left--;
  add(into, { ref: refOf(parent), role: 'text', name, state: state(), children: list<BareNode>() });
}

function collectElement(element: Element, into: List<BareNode>, named: boolean, depth: number): void {
  const role = roleOf(element);
  if (role === '') {
    collect(element, into, named || localName(element) === 'label', depth + 1);
    return;
  }
  left--;
  const children = list<BareNode>();
  add(into, {
    ref: refOf(element),
    role,
    name: nameOf(element, role),
    state: stateOf(element, role),
    children,
  });
  if (localName(element) === 'select') collectChoices(element, children);
  else collect(element, children, named || isNamedByContent(role), depth + 1);
}

/** The choices of a select that is closed have no box of their own; they can be chosen all the same. */
function collectChoices(parent: Element, into: List<BareNode>): void {
  for (let node = firstChild(parent); node !== null && left > 0; node = nextSibling(node)) {
    if (!isElement(node)) continue;
    if (localName(node) === 'option') {
      left--;
      const name = textSlice(fold(nameOf(node, 'option')), 0, 200);
      add(into, {
        ref: refOf(node),
        role: 'option',
        name,
        state: stateOf(node, 'option'),
        children: list<BareNode>(),
      });
    } else collectChoices(node, into);
  }
}

type State = Record<string, string>;
const state = (): State => ({ __proto__: null }) as unknown as State;

const readValue = getter(HTMLInputElement.prototype, 'value');
const readChecked = getter(HTMLInputElement.prototype, 'checked');
const readArea = getter(HTMLTextAreaElement.prototype, 'value');
const readSelect = getter(HTMLSelectElement.prototype, 'value');
const readSelected = getter(HTMLOptionElement.prototype, 'selected');
const readValid = getter(HTMLInputElement.prototype, 'validity');
const isValid = getter(ValidityState.prototype, 'valid');

const ariaStates = [
  'expanded',
  'checked',
  'selected',
  'pressed',
  'invalid',
  'current',
  'disabled',
  'required',
  'sort',
];

function stateOf(element: Element, role: string): State {
  const result = state();
  const kind = localName(element);
  if (kind === 'input') {
    const input = element as HTMLInputElement;
    if (role === 'checkbox' || role === 'radio' || role === 'switch')
      result['checked'] = `${readChecked(input)}`;
    else if (role !== 'button') {
      const secret = attribute(element, 'type') === 'password';
      result['value'] = secret ? '' : textSlice(readValue(input), 0, 200);
    }
    if (role !== 'button' && !isValid(readValid(input))) result['invalid'] = 'true';
  } else if (kind === 'textarea')
    result['value'] = textSlice(readArea(element as HTMLTextAreaElement), 0, 200);
  else if (kind === 'select') result['value'] = textSlice(readSelect(element as HTMLSelectElement), 0, 200);
  else if (kind === 'option') result['selected'] = `${readSelected(element as HTMLOptionElement)}`;
  else if (kind === 'details' || kind === 'dialog') result['open'] = `${hasAttribute(element, 'open')}`;
  if (role === 'heading')
    result['level'] = attribute(element, 'aria-level') || (kind[0] === 'h' ? (kind[1] ?? '2') : '2');
  if (hasAttribute(element, 'disabled')) result['disabled'] = 'true';
  if (hasAttribute(element, 'required')) result['required'] = 'true';
  for (let index = 0; index < ariaStates.length; index++) {
    const key = ariaStates[index] ?? '';
    const value = attribute(element, `aria-${key}`);
    if (value !== '') result[key] = textSlice(value, 0, 40);
  }
  if (activeElement() === element) result['focused'] = 'true';
  return result;
}
