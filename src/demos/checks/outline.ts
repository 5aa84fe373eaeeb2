import type { ElementRef, OutlineNode } from '../../sandbox/probe.ts';

/** A node of the outline with what stands around it, in the order of the page. */
export interface PlacedNode {
  readonly ref: ElementRef;
  readonly role: string;
  readonly name: string;
  readonly state: Readonly<Record<string, string>>;
  /** Roles of its ancestors, outermost first. */
  readonly within: readonly string[];
  /** The nearest named or unnamed group above it, if any. */
  readonly group: ElementRef | null;
  readonly children: readonly OutlineNode[];
}

const GROUPS = new Set(['group', 'radiogroup', 'form']);

/** The outline as one list. */
export function flatten(nodes: readonly OutlineNode[]): PlacedNode[] {
  const found: PlacedNode[] = [];
  function walk(node: OutlineNode, within: readonly string[], group: ElementRef | null): void {
    const { ref, role, name, state, children } = node;
    found.push({ ref, role, name, state, within, group, children });
    const inner = GROUPS.has(role) ? ref : group;
    for (const child of children) walk(child, [...within, role], inner);
  }
  for (const node of nodes) walk(node, [], null);
  return found;
}

export function isEnabled(node: PlacedNode): boolean {
  return node.state['disabled'] !== 'true';
}

/** True where every word of `part` is a word of `name`, capitals aside. */
export function hasWords(name: string, part: string): boolean {
  const words = new Set(wordsIn(name));
  const wanted = wordsIn(part);
  return wanted.length > 0 && wanted.every((word) => words.has(word));
}

export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
