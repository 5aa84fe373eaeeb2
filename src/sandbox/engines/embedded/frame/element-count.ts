import { PREVIEW_LIMITS } from '../../../limits.ts';
import { send } from './channel.ts';
import { getter, method } from './intrinsics.ts';

const allElements = method(Document.prototype.getElementsByTagName);
const lengthOf = getter(HTMLCollection.prototype, 'length');
const fill = method(Element.prototype.replaceChildren);
const make = method(Document.prototype.createElement) as (self: Document, name: string) => HTMLElement;
const find = method(DocumentFragment.prototype.querySelectorAll) as (
  self: Node,
  selector: string,
) => NodeListOf<Element>;
const lengthOfAll = getter(NodeList.prototype, 'length');
const isConnected = getter(Node.prototype, 'isConnected');
const treeOf = method(Node.prototype.getRootNode);
const rootOf = ({ target }: MutationRecord): Node => treeOf(target);
const observerOf = MutationObserver;
const page = document;
const root = document.documentElement;

const message = `The page grew to more than ${PREVIEW_LIMITS.elements.toLocaleString('en')} elements and was stopped: that many cannot be drawn. Show a part of the list at a time, or look for what adds elements without end.`;

/**
 * Counts what stands on the page after each change, before the browser lays it out: a layout cannot be
 * interrupted, and where frame and host share a process it would stop both.
 */
export function countElements(halt: (reason: string) => void): void {
  const every = allElements(page, '*');
  /** Elements in each shadow tree: `every` does not see them. */
  const inShadow = new Map<ShadowRoot, number>();
  const isTooMany = () => {
    let sum = lengthOf(every);
    for (const count of inShadow.values()) sum += count;
    return sum > PREVIEW_LIMITS.elements;
  };
  const observer = new observerOf((records) => {
    if (inShadow.size > 0)
      for (const root of new Set(records.map(rootOf))) {
        if (inShadow.has(root as ShadowRoot))
          inShadow.set(root as ShadowRoot, lengthOfAll(find(root, '*')) + 1);
      }
    if (!isTooMany()) return;
    for (const root of inShadow.keys()) if (!isConnected(root)) inShadow.delete(root);
    if (!isTooMany()) return;
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
  const watched = { childList: true, subtree: true };
  observer.observe(page, watched);
  // Read here: it is the one that contains what comes into the tree.
  const attach = method(Element.prototype.attachShadow) as (
    self: Element,
    init: ShadowRootInit,
  ) => ShadowRoot;
  Element.prototype.attachShadow = function attachShadow(init) {
    const shadow = attach(this, init);
    inShadow.set(shadow, 1);
    observer.observe(shadow, watched);
    return shadow;
  };
}
