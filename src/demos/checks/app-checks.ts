/** The checks of the one-shot web app: programs over what the host sees of the running page. */
import { contrast, hexToOklch } from '../../brand/oklch.ts';
import { paletteOf, ratioText } from '../../brand/palette.ts';
import type { Brand } from '../../brand/schema.ts';
import type { TextMeasure } from '../../sandbox/probe.ts';
import { refusalOf } from '../../sandbox/refusals.ts';
import type { Check, CheckContext, CheckResult } from '../demo.ts';
import { type FormTrial, trialOf } from './form-trial.ts';
import { networkUses } from './network-uses.ts';
import { wordsIn } from './outline.ts';
import { goTo, isBuilt, type Tour, tourOf, type Visit } from './tour.ts';

/** A result without the names of its check. */
export type Measured = Omit<CheckResult, 'id' | 'title'>;
export type Measure = (context: CheckContext, tour: Tour) => Promise<Measured> | Measured;

/** The six checks, for an app with these views; without names any three views count. */
export function appChecks(views: readonly string[]): readonly Check[] {
  function check(id: string, title: string, why: string, measure: Measure): Check {
    return {
      id,
      title,
      why,
      async run(context) {
        const tour = await tourOf(context, views);
        const measured = isBuilt(tour) ? await measure(context, tour) : nothingYet(tour);
        return { id, title, ...measured };
      },
    };
  }
  return [
    check('views', 'Every view opens', 'A view that nobody can reach is not there.', (_, tour) =>
      judgeViews(tour, views),
    ),
    check(
      'form',
      'The form knows right from wrong',
      'A wrong answer costs more later than now.',
      async (context, tour) => judgeForm(await trialOf(context, tour)),
    ),
    ...checksOfEveryApp(check),
  ];
}

/** Makes one check of its id, title, reason and measure. */
type DefineCheck = (id: string, title: string, why: string, measure: Measure) => Check;

/** What is measured of every app, whatever it is for. */
export function checksOfEveryApp(check: DefineCheck): readonly Check[] {
  return [
    check('brand', 'It wears the brand', 'People trust what looks like their company.', (context, tour) =>
      judgeBrand(tour, context.brand),
    ),
    check('contrast', 'All text can be read', 'Grey on grey shuts people out.', judgeContrast),
    check(
      'errors',
      'No errors behind the scenes',
      'An error in the console is a fault somebody will meet.',
      measureErrors,
    ),
    check('network', 'Nothing leaves the page', 'Data that stays here cannot leak.', measureNetwork),
  ];
}

/** Errors while every view was opened and the form was tried. */
async function measureErrors(context: CheckContext, tour: Tour): Promise<Measured> {
  const trial = await trialOf(context, tour);
  return judgeErrors(tour, trial);
}

/** What the page tried to reach, and what its files would. */
async function measureNetwork(context: CheckContext, tour: Tour): Promise<Measured> {
  await trialOf(context, tour);
  return judgeNetwork(tour, await networkUses(context.sandbox.fs));
}

function nothingYet(tour: Tour): Measured {
  const text = tour.first.text.trim();
  const shown = text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text;
  return {
    pass: false,
    detail: `There is no app to measure yet: ${shown === '' ? 'the page is empty' : `one view, no form, only “${shown}”`}`,
    fix: 'Build the app first: its views, a way between them, and a form.',
  };
}

function judgeViews(tour: Tour, views: readonly string[]): Measured {
  const needed = Math.max(views.length, 3);
  const names = tour.visits.map((visit) => `“${visit.view}”`).join(', ');
  if (tour.missing.length === 0 && tour.visits.length >= needed) {
    return { pass: true, detail: `${tour.visits.length} of ${needed} views open and differ: ${names}` };
  }
  const problem = tour.missing[0]?.problem ?? `only ${tour.visits.length} views were found`;
  return {
    pass: false,
    detail: `${tour.visits.length} of ${needed} views open: ${problem}`,
    fix: `Make every view reachable by the navigation: ${problem}.`,
  };
}

function judgeForm(trial: FormTrial): Measured {
  const { visit } = trial;
  if (!visit) {
    return {
      pass: false,
      detail: 'No form with two or more questions on any view',
      fix: 'Add a form with a few questions and validation.',
    };
  }
  const where = `on “${visit.view || 'the first view'}”`;
  const passed = trial.wrong.filter((one) => !one.refused);
  if (!trial.acceptsWhole) {
    const stuck = trial.stuck.length > 0 ? `; it still complains about “${trial.stuck.join('”, “')}”` : '';
    return failForm(`The form ${where} did not take a complete answer${stuck}`, visit);
  }
  if (!trial.refusesEmpty) return failForm(`The form ${where} takes an empty answer`, visit);
  const [wrong] = passed;
  if (wrong) return failForm(`The form ${where} takes ${wrong.what} as “${wrong.label}”`, visit, wrong.label);
  const refused = ['an empty one', ...trial.wrong.map((one) => one.what)].join(' and ');
  return { pass: true, detail: `The form ${where} takes a complete answer and refuses ${refused}` };
}

function failForm(detail: string, visit: Visit, label?: string): Measured {
  const field = visit.nodes.find((node) => node.name === label);
  return {
    pass: false,
    detail,
    ...(field ? { where: { ref: field.ref, view: visit.view } } : {}),
    fix: `Repair the form: ${detail.charAt(0).toLowerCase()}${detail.slice(1)}. It must take complete answers and refuse wrong ones with a message beside the question.`,
  };
}

/** Distance in OKLab that eyes hardly tell apart. */
const SAME_COLOUR = 0.045;
/** Where a brand shows: header, buttons, charts. Coloured words alone are not enough. */
const SURFACES = new Set(['background', 'fill']);
/** CSS pixels² that count as seen: a button, not a hair line. */
const SEEN_AREA = 900;

export function judgeBrand(tour: Tour, brand: Brand): Measured {
  const palette = paletteOf(brand);
  const wanted = [
    brand.primary,
    palette.light.brand,
    palette.light.brandFill,
    palette.dark.brand,
    palette.dark.brandFill,
  ];
  let best = { area: 0, view: '', colour: '' };
  for (const visit of tour.visits) {
    for (const colour of new Set(wanted)) {
      const uses = visit.colours.filter(
        (use) => SURFACES.has(use.use) && colourDistance(use.colour, colour) <= SAME_COLOUR,
      );
      const area = uses.reduce((sum, use) => sum + use.area, 0);
      if (area > best.area) best = { area, view: visit.view, colour };
    }
  }
  const named = brand.logo !== undefined || isNamed(tour, brand.name);
  if (best.area < SEEN_AREA) {
    return {
      pass: false,
      detail: `The brand’s colour ${brand.primary} covers ${Math.round(best.area)} px² at most on any view, needs ${SEEN_AREA}`,
      fix: `Use the brand’s colour ${brand.primary} for the header, the main buttons or the chart.`,
    };
  }
  if (!named) {
    return {
      pass: false,
      detail: `The name “${brand.name}” stands on no view, needs one`,
      fix: `Show the company’s name, ${brand.name}, in the header.`,
    };
  }
  const note =
    best.colour === brand.primary ? brand.primary : `${best.colour} (${brand.primary} made readable)`;
  return {
    pass: true,
    detail: `${note} covers ${Math.round(best.area).toLocaleString('en')} px² on “${best.view}”, needs ${SEEN_AREA}`,
  };
}

function isNamed(tour: Tour, name: string): boolean {
  const first = wordsIn(name).find((word) => word.length > 2) ?? wordsIn(name)[0] ?? '';
  return tour.visits.some(
    (visit) =>
      wordsIn(visit.text).includes(first) || visit.nodes.some((node) => wordsIn(node.name).includes(first)),
  );
}

function colourDistance(one: string, two: string): number {
  const a = hexToOklch(one);
  const b = hexToOklch(two);
  const point = (colour: typeof a) => {
    const turn = (colour.h * Math.PI) / 180;
    return [colour.c * Math.cos(turn), colour.c * Math.sin(turn)] as const;
  };
  const [ax, ay] = point(a);
  const [bx, by] = point(b);
  return Math.hypot(a.l - b.l, ax - bx, ay - by);
}

export async function judgeContrast(context: CheckContext, tour: Tour): Promise<Measured> {
  const trial = await trialOf(context, tour);
  const measured = tour.visits.flatMap((visit) => visit.texts.map((text) => ({ visit, text })));
  if (trial.visit) for (const text of trial.texts) measured.push({ visit: trial.visit, text });
  const known = measured.filter((each) => each.text.ratio !== null);
  const worst = known
    .map((each) => ({ ...each, short: neededRatio(each.text) / (each.text.ratio ?? 1) }))
    .sort((a, b) => b.short - a.short)[0];
  if (!worst)
    return {
      pass: false,
      detail: 'No text could be measured',
      fix: 'Put text on plain colours, so that its contrast can be measured.',
    };
  const ratio = worst.text.ratio ?? contrast(worst.text.foreground, worst.text.background);
  const detail = `Text contrast ${ratioText(ratio)} on “${worst.visit.view}” (“${worst.text.text.slice(0, 40)}”), needs ${ratioText(neededRatio(worst.text))}`;
  if (worst.short <= 1)
    return { pass: true, detail: `${known.length} texts measured. Lowest: ${lower(detail)}` };
  const ref = await findAgain(context, worst.visit, worst.text);
  return {
    pass: false,
    detail,
    ...(ref ? { where: { ref, view: worst.visit.view } } : {}),
    fix: `Raise the contrast of “${worst.text.text.slice(0, 60)}” on “${worst.visit.view}”: ${worst.text.foreground} on ${worst.text.background} is ${ratioText(ratio)} and needs ${ratioText(neededRatio(worst.text))}.`,
  };
}

/** WCAG 2.2 AA: 3 : 1 from 24 px, or from 18.66 px where bold; else 4.5 : 1. */
function neededRatio(text: TextMeasure): number {
  return text.fontSize >= 24 || (text.bold && text.fontSize >= 18.66) ? 3 : 4.5;
}

/** The page was loaded anew since: goes there and finds the text once more, so that it can be shown. */
async function findAgain(
  context: CheckContext,
  visit: Visit,
  text: TextMeasure,
): Promise<string | undefined> {
  if (visit.control.role !== '') await goTo(context, visit);
  const now = await context.sandbox.preview.probe.measureText(context.signal);
  return now.find((other) => other.text === text.text && other.foreground === text.foreground)?.ref;
}

function judgeErrors(tour: Tour, { visit }: FormTrial): Measured {
  const errors = tour.events.flatMap((event) => {
    if (event.type === 'error') return [event.error.plain || event.error.message];
    if (event.type === 'console' && event.level === 'error') return [event.text];
    return event.type === 'unresponsive' ? ['The page stopped answering'] : [];
  });
  const [first] = errors;
  if (first === undefined) {
    return {
      pass: true,
      detail: `0 errors while ${viewsText(tour)} opened${visit ? ' and the form was tried' : ''}`,
    };
  }
  const text = first.replace(/\s+/g, ' ').slice(0, 140);
  return {
    pass: false,
    detail: `${errors.length} in the console, needs 0: “${text}”`,
    fix: `Repair this error: ${text}`,
  };
}

/** "3 views were", "the page was". */
function viewsText({ visits }: Tour): string {
  return visits.length > 1 ? `${visits.length} views were` : 'the page was';
}

function judgeNetwork(tour: Tour, uses: readonly string[]): Measured {
  const refused = tour.events.flatMap((event) =>
    event.type === 'blocked' ? [refusalOf(event.directive, event.target)] : [],
  );
  const found = [...refused.filter(({ network }) => network).map(({ what }) => lower(what)), ...uses];
  const [first] = found;
  if (first === undefined)
    return { pass: true, detail: '0 requests while every view was used, and none in the files' };
  return {
    pass: false,
    detail: `${found.length} found, needs 0: ${first}`,
    fix: `Remove what reaches the network: ${first}. Keep data in the app.`,
  };
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
