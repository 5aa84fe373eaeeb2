/** Acts of the agent on the page, by the names that a person reads: found in the outline, done by the probe. */
import type { OutlineNode, PreviewProbe } from '../../sandbox/probe.ts';
import { outlineText } from './outline-text.ts';

/** What can be done, in the words of the tool's input. */
export const ACTS = [
  'open',
  'press',
  'fill',
  'choose',
  'tick',
  'key',
  'scroll',
  'wait',
  'read',
  'answer',
] as const;

export interface PageAct {
  readonly do: (typeof ACTS)[number];
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly nth?: number | undefined;
}

/** What came of an act; `text` is what was read, or why it could not be done. */
export interface ActOutcome {
  readonly ok: boolean;
  readonly text: string;
}

const FIELDS = ['textbox', 'searchbox', 'spinbutton', 'combobox', 'slider', 'listbox'];
const BOXES = ['checkbox', 'switch', 'radio', 'menuitemcheckbox', 'menuitemradio'];
const WAYS = ['link', 'tab', 'button', 'menuitem', 'option', 'treeitem'];

/** Roles that an act may have for its target, most usual first. */
const ROLES: Readonly<Record<Exclude<PageAct['do'], 'wait' | 'read' | 'answer'>, readonly string[]>> = {
  open: WAYS,
  press: ['button', ...WAYS, ...BOXES, 'row', 'cell', 'listitem', 'heading', 'img', 'text'],
  fill: FIELDS,
  choose: ['combobox', 'listbox', 'radiogroup', 'group', ...FIELDS],
  tick: BOXES,
  key: [...FIELDS, ...WAYS, ...BOXES],
  scroll: [],
};

const done: ActOutcome = { ok: true, text: '' };
const failed = (text: string): ActOutcome => ({ ok: false, text });

/** Does one act; the page has settled when it resolves. */
export async function actOnPage(probe: PreviewProbe, act: PageAct, signal: AbortSignal): Promise<ActOutcome> {
  const nodes = flatten(await probe.outline(signal));
  switch (act.do) {
    case 'read':
      return readPart(probe, nodes, act, signal);
    case 'choose':
      return choose(probe, nodes, act, signal);
    case 'tick':
      return tick(probe, nodes, act, signal);
    case 'key':
      return pressKey(probe, nodes, act, signal);
    case 'fill':
    case 'open':
    case 'press':
    case 'scroll': {
      const found = find(nodes, act, ROLES[act.do]);
      if (typeof found === 'string') return failed(found);
      const target = { ref: found.ref };
      if (act.do === 'fill')
        return told(await probe.act({ do: 'fill', target, value: act.value ?? '' }, signal));
      return told(await probe.act({ do: act.do === 'scroll' ? 'scroll' : 'click', target }, signal));
    }
    default:
      return failed(`“${act.do}” is no act on the page.`);
  }
}

const told = ({ ok, problem }: { ok: boolean; problem?: string }): ActOutcome =>
  ok ? done : failed(problem ?? 'It could not be done.');

function flatten(nodes: readonly OutlineNode[]): OutlineNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** The part of a name: the whole name first, then where it begins so, then anywhere. Or a sentence on what there is. */
function find(
  nodes: readonly OutlineNode[],
  { do: verb, name = '', nth = 1 }: PageAct,
  roles: readonly string[],
): OutlineNode | string {
  const wanted = folded(name);
  const able = nodes.filter(
    (node) => node.name !== '' && (roles.length === 0 ? node.role !== 'generic' : roles.includes(node.role)),
  );
  const matches =
    [
      (text: string) => text === wanted,
      (text: string) => text.startsWith(wanted),
      (text: string) => text.includes(wanted),
    ]
      .map((test) => able.filter((node) => test(folded(node.name))))
      .find((found) => found.length > 0 && wanted !== '') ?? [];
  // Of several roles with one name, the usual one for this act: a button before the heading that says the same.
  const ranked = roles.length === 0 ? matches : matches.toSorted((a, b) => rank(roles, a) - rank(roles, b));
  const found = ranked[nth - 1];
  if (found === undefined) return nothingNamed(verb, name, nth, able, ranked.length);
  return found.state['disabled'] === 'true' ? `${words(found)} is switched off.` : found;
}

const rank = (roles: readonly string[], { role }: OutlineNode): number => roles.indexOf(role);
const words = ({ role, name }: OutlineNode): string => `${role} “${name}”`;

function nothingNamed(
  verb: string,
  name: string,
  nth: number,
  able: readonly OutlineNode[],
  matching: number,
): string {
  if (matching > 0)
    return `There ${matching === 1 ? 'is' : 'are'} only ${matching} named “${name}”, not ${nth}.`;
  const there = [...new Set(able.filter(({ role }) => role !== 'text').map(words))];
  const list =
    there.length === 0 ? 'There is nothing of that kind on the page.' : `There are: ${brief(there)}.`;
  return name === ''
    ? `Say by “name” what to ${verb}. ${list}`
    : `Nothing named “${name}” to ${verb}. ${list}`;
}

function brief(names: readonly string[]): string {
  const shown = names.slice(0, 25).join(', ');
  return names.length > 25 ? `${shown} and ${names.length - 25} more` : shown;
}

async function choose(
  probe: PreviewProbe,
  nodes: readonly OutlineNode[],
  act: PageAct,
  signal: AbortSignal,
): Promise<ActOutcome> {
  const { value = '', name = '' } = act;
  const found = find(nodes, act, ROLES.choose);
  if (typeof found !== 'string' && found.role !== 'group' && found.role !== 'radiogroup') {
    const result = await probe.act({ do: 'choose', target: { ref: found.ref }, value }, signal);
    const opened = result.ok ? flatten(await probe.outline(signal)) : nodes;
    const isTaken = result.ok && folded(chosenIn(opened, found)).includes(folded(value));
    // A list of the app's own is open now, and its choices stand on the page.
    const option = opened.find((node) => node.role === 'option' && folded(node.name) === folded(value));
    if (isTaken || found.children.length > 0 || option === undefined) return told(result);
    return told(await probe.act({ do: 'click', target: { ref: option.ref } }, signal));
  }
  const inside = typeof found === 'string' ? nodes : flatten(found.children);
  const choice = find(inside, { do: 'choose', name: value === '' ? name : value }, [
    'radio',
    'option',
    'menuitemradio',
    'tab',
    'button',
    'checkbox',
  ]);
  if (typeof choice === 'string') return failed(typeof found === 'string' ? found : choice);
  return told(await probe.act({ do: 'click', target: { ref: choice.ref } }, signal));
}

function chosenIn(nodes: readonly OutlineNode[], { ref }: OutlineNode): string {
  const node = nodes.find((each) => each.ref === ref);
  const chosen = node?.children.find(({ state }) => state['selected'] === 'true');
  return chosen?.name ?? node?.state['value'] ?? '';
}

async function tick(
  probe: PreviewProbe,
  nodes: readonly OutlineNode[],
  act: PageAct,
  signal: AbortSignal,
): Promise<ActOutcome> {
  const found = find(nodes, act, ROLES.tick);
  if (typeof found === 'string') return failed(found);
  const wanted = !/^(off|no|false|untick)$/i.test(act.value ?? 'on');
  const isOn = found.state['checked'] === 'true';
  return wanted === isOn ? done : told(await probe.act({ do: 'click', target: { ref: found.ref } }, signal));
}

async function pressKey(
  probe: PreviewProbe,
  nodes: readonly OutlineNode[],
  act: PageAct,
  signal: AbortSignal,
): Promise<ActOutcome> {
  const key = act.value ?? '';
  if (key === '') return failed('Say by “value” which key: Enter, Escape, Tab, ArrowDown, a.');
  if (act.name === undefined) return told(await probe.act({ do: 'press', key }, signal));
  const found = find(nodes, act, ROLES.key);
  if (typeof found === 'string') return failed(found);
  return told(await probe.act({ do: 'press', key, target: { ref: found.ref } }, signal));
}

async function readPart(
  probe: PreviewProbe,
  nodes: readonly OutlineNode[],
  act: PageAct,
  signal: AbortSignal,
): Promise<ActOutcome> {
  if (act.name === undefined || act.name === '') return { ok: true, text: await probe.text(signal) };
  const found = find(nodes, act, []);
  return typeof found === 'string' ? failed(found) : { ok: true, text: outlineText([found], 80) };
}

/** Lines of the outline that went and came, at most `most` of each. */
export function outlineChanges(
  before: readonly OutlineNode[],
  after: readonly OutlineNode[],
  most = 40,
): string {
  const lines = (nodes: readonly OutlineNode[]) =>
    outlineText(nodes, 2_000)
      .split('\n')
      .map((line) => line.trim().replace(/^- /, ''));
  const old = lines(before);
  const now = lines(after);
  const gone = without(old, now);
  const come = without(now, old);
  if (gone.length === 0 && come.length === 0) return 'Nothing changed on the page.';
  const cut = (all: readonly string[], sign: string) => [
    ...all.slice(0, most).map((line) => `${sign} ${line}`),
    ...(all.length > most ? [`${sign} … ${all.length - most} more`] : []),
  ];
  return [...cut(gone, '-'), ...cut(come, '+')].join('\n');
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
