/** A page's outline as text, one element a line, as an agent reads it. */
import type { OutlineNode } from '../../sandbox/probe.ts';

/** `- button "Sign up" (disabled: true)`, children indented. Nodes that say nothing are left out. */
export function outlineText(nodes: readonly OutlineNode[], most = 400): string {
  const lines: string[] = [];
  for (const node of nodes) addNode(node, 0, lines);
  const shown = lines.slice(0, most);
  if (lines.length > most) shown.push(`… and ${lines.length - most} more`);
  return shown.join('\n');
}

function addNode(node: OutlineNode, depth: number, lines: string[]): void {
  const silent = (node.role === 'generic' || node.role === 'none') && node.name === '';
  if (!silent) lines.push(`${'  '.repeat(depth)}- ${describe(node)}`);
  for (const child of node.children) addNode(child, silent ? depth : depth + 1, lines);
}

function describe({ role, name, state }: OutlineNode): string {
  const facts = Object.entries(state).map(([key, value]) => `${key}: ${value}`);
  return `${role}${name ? ` "${name}"` : ''}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
}
