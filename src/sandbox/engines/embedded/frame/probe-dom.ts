/** The page as the probe reads it: every access by an intrinsic taken before user code ran. */
import { add, getter, type List, list, method, textLower, weakTable } from './intrinsics.ts';

const page = document;
export const bodyOf = (): HTMLElement => readBody(page);
const readBody = getter(Document.prototype, 'body');
const readRoot = getter(Document.prototype, 'documentElement');
export const rootOf = (): HTMLElement => readRoot(page);
const readActive = getter(Document.prototype, 'activeElement');
export const activeElement = (): Element | null => readActive(page);
const byId = method(Document.prototype.getElementById);
export const elementById = (id: string): Element | null => byId(page, id);
const create = method(Document.prototype.createElement) as (self: Document, name: string) => HTMLElement;
export const createElement = (name: string): HTMLElement => create(page, name);
const makeRange = method(Document.prototype.createRange);
export const createRange = (): Range => makeRange(page);

export const firstChild = getter(Node.prototype, 'firstChild');
export const nextSibling = getter(Node.prototype, 'nextSibling');
export const parentNode = getter(Node.prototype, 'parentNode');
export const nodeType = getter(Node.prototype, 'nodeType');
export const nodeText = getter(Node.prototype, 'nodeValue');
export const localName = getter(Element.prototype, 'localName');
const readNamespace = getter(Element.prototype, 'namespaceURI');
export const isSvg = (element: Element): boolean => readNamespace(element) === 'http://www.w3.org/2000/svg';
const readAttribute = method(Element.prototype.getAttribute);
/** An attribute's text; empty where it is not there. */
export const attribute = (element: Element, name: string): string => readAttribute(element, name) ?? '';
const askAttribute = method(Element.prototype.hasAttribute);
export const hasAttribute = (element: Element, name: string): boolean => askAttribute(element, name);
export const rectOf = method(Element.prototype.getBoundingClientRect);
const isShown = method(Element.prototype.checkVisibility);
const innerText = getter(HTMLElement.prototype, 'innerText');
export const renderedText = (element: HTMLElement): string => innerText(element);
export const rangeRect = method(Range.prototype.getBoundingClientRect);
export const selectNode = method(Range.prototype.selectNodeContents);
export const rectWidth = getter(DOMRectReadOnly.prototype, 'width');
export const rectHeight = getter(DOMRectReadOnly.prototype, 'height');
export const rectLeft = getter(DOMRectReadOnly.prototype, 'left');
export const rectTop = getter(DOMRectReadOnly.prototype, 'top');

const { getComputedStyle: computed } = window;
const readProperty = method(CSSStyleDeclaration.prototype.getPropertyValue);
/** A computed style, by the property's CSS name. */
export function styleOf(element: Element): (property: string) => string {
  const style = computed(element);
  return (property) => readProperty(style, property);
}

/** In the page's rendering: not hidden by display, visibility or `aria-hidden` of its own. */
export function isVisible(element: Element): boolean {
  return isShown(element, { visibilityProperty: true }) && attribute(element, 'aria-hidden') !== 'true';
}

export const isElement = (node: Node): node is Element => nodeType(node) === 1;

/** Elements that hold no content of the page. */
export function isSilent(element: Element): boolean {
  const name = localName(element);
  return (
    name === 'script' || name === 'style' || name === 'template' || name === 'noscript' || name === 'head'
  );
}

const known = weakTable<Element, string>();
const elements: List<Element> = list<Element>();

/** The reference of an element; the same one as long as the page lives. */
export function refOf(element: Element): string {
  const had = known.get(element);
  if (had !== undefined) return had;
  const ref = `e${elements.length}`;
  known.set(element, ref);
  add(elements, element);
  return ref;
}

/** The element of a reference that is still on the page. */
export function elementOf(ref: string): Element | null {
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index];
    if (element !== undefined && `e${index}` === ref) return isConnected(element) ? element : null;
  }
  return null;
}
const isConnected = getter(Node.prototype, 'isConnected');

/** Whether a text contains another, upper and lower case alike. */
export function sameWords(text: string, part: string): boolean {
  return contains(textLower(text), textLower(part));
}

function contains(text: string, part: string): boolean {
  if (part === '') return true;
  for (let start = 0; start + part.length <= text.length; start++) {
    let same = 0;
    while (same < part.length && text[start + same] === part[same]) same++;
    if (same === part.length) return true;
  }
  return false;
}
