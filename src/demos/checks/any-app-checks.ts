/** What can be measured of any app, whatever its brief asked for: nothing here knows a view, a form or a word of it. */
import type { Check } from '../demo.ts';
import { checksOfEveryApp, type Measure, type Measured } from './app-checks.ts';
import type { PlacedNode } from './outline.ts';
import { fieldsOf, type Tour, tourOf, type Visit } from './tour.ts';

function check(id: string, title: string, why: string, measure: Measure): Check {
  return {
    id,
    title,
    why,
    async run(context) {
      const tour = await tourOf(context, []);
      return { id, title, ...(shows(tour.first) ? await measure(context, tour) : nothingYet()) };
    },
  };
}

export const anyAppChecks: readonly Check[] = [
  check('opens', 'Every view opens', 'A page that nobody can reach is not there.', (_, tour) =>
    judgeOpening(tour),
  ),
  check(
    'labels',
    'Every control has a name',
    'Who cannot see a picture on a button must be told what it does.',
    (_, tour) => judgeLabels(tour),
  ),
  ...checksOfEveryApp(check),
];

/** What the empty project says of itself. */
const EMPTY_PROJECT = /^Nothing here yet\s+The first page will appear here\./;

function shows({ text, nodes }: Visit): boolean {
  const drawn = text.trim() !== '' || nodes.some(({ role }) => role === 'img' || CONTROLS.has(role));
  return drawn && !EMPTY_PROJECT.test(text.trim());
}

function nothingYet(): Measured {
  return {
    pass: false,
    detail: 'There is no app to measure yet: the page shows nothing of its own',
    fix: 'Build the app that the brief asks for, and look at it with inspect_preview.',
  };
}

function judgeOpening({ visits, missing }: Tour): Measured {
  const [first] = missing;
  if (first) {
    return {
      pass: false,
      detail: `Of ${visits.length + missing.length} places in the navigation ${missing.length} do not work: ${first.problem}`,
      fix: `Make every place in the navigation lead to a view of its own: ${first.problem}.`,
    };
  }
  const names = visits.map(({ view }) => `“${view}”`).join(', ');
  const detail =
    visits.length > 1
      ? `${visits.length} views open and differ: ${names}`
      : 'The page opens and shows the app';
  return { pass: true, detail };
}

const CONTROLS = new Set([
  'button',
  'link',
  'tab',
  'menuitem',
  'textbox',
  'combobox',
  'spinbutton',
  'slider',
]);

function judgeLabels({ visits }: Tour): Measured {
  const controls = visits.flatMap((visit) => controlsOf(visit).map((node) => ({ visit, node })));
  const nameless = controls.filter(({ node }) => node.name.trim() === '');
  const [first] = nameless;
  if (!first) return { pass: true, detail: `${controls.length} buttons, links and fields have a name` };
  const what = `a ${first.node.role} on “${first.visit.view}”`;
  return {
    pass: false,
    detail: `${nameless.length} of ${controls.length} controls have no name, ${what} among them`,
    where: { ref: first.node.ref, view: first.visit.view },
    fix: `Give ${what} a name that can be read aloud: words inside it, a label, or aria-label.`,
  };
}

function controlsOf(visit: Visit): PlacedNode[] {
  const fields = new Set(fieldsOf(visit.nodes).map(({ ref }) => ref));
  return visit.nodes.filter(({ ref, role }) => CONTROLS.has(role) || fields.has(ref));
}
