/** Texts that a browser's translator took out of the page, and the element that stands in their place. */
const standIns = new WeakMap<Node, ChildNode>();
let isPatched = false;

/**
 * Lets pages go on while a browser translates them. A translator puts a <font> in the place of a text that
 * React holds; React's next change would then fail or go to a text that is no longer shown. From the first
 * such text on, changes find what stands in its place, and a changed text is shown whole again.
 */
export function surviveTranslation(page: Document): void {
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const [text] = removedNodes;
      if (text === undefined || text.nodeType !== Node.TEXT_NODE || text.parentNode !== null) continue;
      const font = [addedNodes[0], previousSibling, nextSibling].find((node) => node?.nodeName === 'FONT');
      if (font) remember(text, font as ChildNode);
    }
  }).observe(page.documentElement, { childList: true, subtree: true });
}

function remember(text: Node, font: ChildNode): void {
  standIns.set(text, font);
  if (!isPatched) patchNodes();
  isPatched = true;
}

/** What stands in a parent for a node: itself, or its translation. */
function placeOf(parent: Node, node: Node | null): Node | null {
  if (node === null || node.parentNode === parent) return node;
  const font = standIns.get(node);
  return font?.parentNode === parent ? font : null;
}

function patchNodes(): void {
  const { removeChild, insertBefore } = Node.prototype;
  const value = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue');
  const patched = {
    removeChild(this: Node, child: Node): Node {
      const place = placeOf(this, child);
      if (place !== null) removeChild.call(this, place);
      return child;
    },
    insertBefore(this: Node, added: Node, before: Node | null): Node {
      return insertBefore.call(this, added, placeOf(this, before));
    },
  };
  Object.assign(Node.prototype, patched);
  Object.defineProperty(Node.prototype, 'nodeValue', {
    ...value,
    set(this: Node, text: string | null) {
      const font = standIns.get(this);
      if (font && this.parentNode === null) font.replaceWith(this);
      standIns.delete(this);
      value?.set?.call(this, text);
    },
  });
}
