/** A walk through all views of an app, made once for all checks that look at it. */

import { standingProblems } from '../../sandbox/preview-problems.ts';
import type { ColourUse, TextMeasure } from '../../sandbox/probe.ts';
import type { PreviewEvent } from '../../sandbox/sandbox.ts';
import type { CheckContext } from '../demo.ts';
import { flatten, hasWords, isEnabled, type PlacedNode, wordsIn } from './outline.ts';
import { pause, settledText } from './settle.ts';

/** A view as it stood after somebody went there. */
export interface Visit {
  /** Name of the view, as the page itself calls it. */
  readonly view: string;
  /** Role and name of the control that leads there. */
  readonly control: { readonly role: string; readonly name: string };
  readonly text: string;
  readonly nodes: readonly PlacedNode[];
  readonly texts: readonly TextMeasure[];
  readonly colours: readonly ColourUse[];
}

export interface Tour {
  /** The page before anybody went anywhere. */
  readonly first: Visit;
  readonly visits: readonly Visit[];
  /** Views that no control leads to, or that show what another view shows. */
  readonly missing: readonly { readonly view: string; readonly problem: string }[];
  /** What the preview said since it was loaded for the tour; grows while checks go on. */
  readonly events: readonly PreviewEvent[];
}

const CONTROLS = new Set(['link', 'button', 'tab', 'menuitem', 'menuitemradio', 'radio', 'option']);
const LANDMARKS = ['navigation', 'tablist', 'menubar', 'menu'];
/** What WCAG AA asks of ordinary text. */
const STRICTEST_RATIO = 4.5;
/** How long a fade may last, ms. */
const FADE = 450;
/** Views looked for where a demo does not name them. */
const MOST_VIEWS = 8;

const tours = new WeakMap<CheckContext, Promise<Tour>>();

/** The tour of a context: made on the first call. */
export function tourOf(context: CheckContext, views: readonly string[]): Promise<Tour> {
  const known = tours.get(context) ?? makeTour(context, views);
  tours.set(context, known);
  return known;
}

/** True where there is an app to judge: more than one view, or a form. */
export function isBuilt(tour: Tour): boolean {
  return tour.visits.length > 1 || fieldsOf(tour.first.nodes).length > 1;
}

const FIELDS = new Set([
  'textbox',
  'combobox',
  'spinbutton',
  'checkbox',
  'radio',
  'switch',
  'slider',
  'listbox',
]);

/** Questions a person can answer; a search box is none. */
export function fieldsOf(nodes: readonly PlacedNode[]): PlacedNode[] {
  return nodes.filter(
    (node) => FIELDS.has(node.role) && !node.within.includes('search') && !node.within.some(isLandmark),
  );
}

/** Goes to a view by the control that led there on the tour. */
export async function goTo(context: CheckContext, visit: Visit): Promise<string> {
  const { probe } = context.sandbox.preview;
  const result = await probe.act({ do: 'click', target: visit.control }, context.signal);
  if (!result.ok) await openMenu(context);
  if (!result.ok) await probe.act({ do: 'click', target: visit.control }, context.signal);
  return settledText(probe, context.signal);
}

async function makeTour(context: CheckContext, views: readonly string[]): Promise<Tour> {
  const { preview } = context.sandbox;
  const all: PreviewEvent[] = [...context.events];
  const ended = preview.on((event) => {
    all.push(event);
  });
  context.signal.addEventListener('abort', ended, { once: true });
  await preview.reload();
  // Not the newest load: a form that was tried is cleared by another one, and what was seen until then counts.
  const start = all.findLastIndex((event) => event.type === 'loading') + 1;
  const first = await look(context, { view: '', control: { role: '', name: '' } });
  // Names that a demo asked for only help to find a view; a page without a navigation is one view.
  const named = views.length > 0;
  const wanted = named ? views : navigation(first.nodes).map((node) => node.name);
  const visits: Visit[] = wanted.length === 0 ? [{ ...first, view: 'the first page' }] : [];
  const missing: { view: string; problem: string }[] = [];
  let before = first;
  for (const [index, asked] of wanted.slice(0, MOST_VIEWS).entries()) {
    const control = await findControl(context, asked, index, views.length);
    if (!control) {
      missing.push({ view: asked, problem: `no link, button or tab leads to “${asked}”` });
      continue;
    }
    const { role, name, ref } = control;
    const view = name.trim() || asked;
    const result = await preview.probe.act({ do: 'click', target: { ref } }, context.signal);
    if (!result.ok) {
      missing.push({ view, problem: `“${name}” cannot be pressed: ${result.problem ?? ''}` });
      continue;
    }
    const visit = await look(
      context,
      { view, control: { role, name } },
      index === 0 ? undefined : before.text,
    );
    const same = visits.find((other) => other.text === visit.text);
    if (!same) visits.push(visit);
    else if (named || !isSetting(control, before, visit))
      missing.push({ view, problem: `“${view}” shows the same as “${same.view}”` });
    before = visit;
  }
  for (const visit of visits) {
    if (!hasOwnWords(visit, visits)) missing.push({ view: visit.view, problem: `“${visit.view}” is empty` });
  }
  return {
    first,
    visits,
    missing,
    get events() {
      return saidSince(all, start);
    },
  };
}

/** A control beside the ways through an app that changes how it looks, such as its colours, and not where one is. */
function isSetting({ role, state }: PlacedNode, before: Visit, after: Visit): boolean {
  if (role !== 'button' && role !== 'switch') return false;
  return 'pressed' in state || 'expanded' in state || coloursText(before) !== coloursText(after);
}

function coloursText({ colours }: Visit): string {
  return colours
    .map(({ colour, use }) => `${use} ${colour}`)
    .sort()
    .join();
}

/** False where a view shows nothing but what every view shows: header and navigation. */
function hasOwnWords(visit: Visit, visits: readonly Visit[]): boolean {
  const others = visits.filter((other) => other !== visit).map((other) => new Set(wordsIn(other.text)));
  return others.length === 0 || wordsIn(visit.text).some((word) => !others.every((words) => words.has(word)));
}

async function look(
  context: CheckContext,
  place: Pick<Visit, 'view' | 'control'>,
  changedFrom?: string,
): Promise<Visit> {
  const { probe } = context.sandbox.preview;
  const text = await settledText(probe, context.signal, changedFrom);
  const nodes = flatten(await probe.outline(context.signal));
  const texts = await restedTexts(context);
  const colours = await probe.colours(context.signal);
  return { ...place, text, nodes, texts, colours };
}

/** Colours that still fade are measured once they have come to rest. */
export async function restedTexts(context: CheckContext): Promise<readonly TextMeasure[]> {
  const { probe } = context.sandbox.preview;
  const texts = await probe.measureText(context.signal);
  if (texts.every((text) => text.ratio === null || text.ratio >= STRICTEST_RATIO)) return texts;
  await pause(FADE, context.signal);
  return probe.measureText(context.signal);
}

/** By name first; then, where the names are others (another language), by place in the navigation. */
async function findControl(
  context: CheckContext,
  view: string,
  index: number,
  named: number,
): Promise<PlacedNode | undefined> {
  const found = await controlsNow(context, view);
  if (found.length > 0) return found[0];
  if (await openMenu(context)) {
    const inMenu = await controlsNow(context, view);
    if (inMenu.length > 0) return inMenu[0];
  }
  const nodes = flatten(await context.sandbox.preview.probe.outline(context.signal));
  const byPlace = navigation(nodes);
  return byPlace.length >= Math.max(named, 1) ? byPlace[index] : undefined;
}

async function controlsNow(context: CheckContext, view: string): Promise<PlacedNode[]> {
  const nodes = flatten(await context.sandbox.preview.probe.outline(context.signal));
  return nodes
    .filter((node) => CONTROLS.has(node.role) && isEnabled(node) && hasWords(node.name, view))
    .sort((a, b) => rank(a, view) - rank(b, view));
}

function rank(node: PlacedNode, view: string): number {
  const exact = node.name.trim().toLowerCase() === view.toLowerCase() ? 0 : 2;
  return exact + (node.within.some(isLandmark) ? 0 : 1);
}

function isLandmark(role: string): boolean {
  return LANDMARKS.includes(role);
}

/** What a person sees as the ways through an app. */
function navigation(nodes: readonly PlacedNode[]): PlacedNode[] {
  const controls = nodes.filter((node) => CONTROLS.has(node.role) && isEnabled(node) && node.name !== '');
  const inside = controls.filter((node) => node.within.some(isLandmark));
  return inside.length > 0 ? inside : controls.filter((node) => node.within.includes('banner'));
}

/** Opens a folded menu, as a person on a small screen would. */
async function openMenu(context: CheckContext): Promise<boolean> {
  const { probe } = context.sandbox.preview;
  const nodes = flatten(await probe.outline(context.signal));
  const menu = nodes.find(
    (node) => node.role === 'button' && (node.state['expanded'] === 'false' || /\bmenu\b/i.test(node.name)),
  );
  if (!menu) return false;
  await probe.act({ do: 'click', target: { ref: menu.ref } }, context.signal);
  await settledText(probe, context.signal);
  return true;
}

/** What the page said from an event on, and the problems that stand: those of a build outlast a load. */
function saidSince(events: readonly PreviewEvent[], start: number): readonly PreviewEvent[] {
  const since = events.slice(start);
  const said = since.flatMap((event) => (event.type === 'error' ? [event.error] : []));
  const standing = events.reduce(standingProblems, []).filter((error) => !said.includes(error));
  return [...standing.map((error) => ({ type: 'error', error }) as const), ...since];
}
