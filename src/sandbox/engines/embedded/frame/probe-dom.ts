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
const boxesOf = method(Element.prototype.getClientRects);
const boxCount = getter(DOMRectList.prototype, 'length');
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

/**
 * In the page's rendering: not hidden by display, visibility or `aria-hidden` of its own. Answers as
 * `checkVisibility` does, which not every browser has that the kit runs in.
 */
export function isVisible(element: Element): boolean {
  if (attribute(element, 'aria-hidden') === 'true' || boxCount(boxesOf(element)) === 0) return false;
  return styleOf(element)('visibility') === 'visible' && !isSkipped(element);
}

/** Inside a closed `<details>` or a part whose content is skipped: such elements keep their boxes. */
function isSkipped(element: Element): boolean {
  let child = element;
  for (let parent = parentNode(child); parent !== null && isElement(parent); parent = parentNode(child)) {
    if (localName(parent) === 'details' && !hasAttribute(parent, 'open') && !isSummaryOf(child, parent))
      return true;
    if (styleOf(parent)('content-visibility') === 'hidden') return true;
    child = parent;
  }
  return false;
}

/** The one line of a closed `<details>` that is shown: its first `<summary>`. */
function isSummaryOf(child: Element, details: Element): boolean {
  for (let node = firstChild(details); node !== null; node = nextSibling(node)) {
    if (isElement(node) && localName(node) === 'summary') return node === child;
  }
  return false;
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
