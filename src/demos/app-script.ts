/** The rehearsal of a demo, put together from its build, its changes, its brand and its briefs. */
import type { RehearsalPart, RehearsalScript } from '../agent/models/rehearsal.ts';
import type { Brand } from '../brand/schema.ts';
import { brandModule, brandStyles } from './brand-files.ts';
import { findChanges, nearestChanges } from './lookup.ts';
import { type Brief, readBrandRequest, readBrief, type Tone } from './requests.ts';
import { honestly, inTurn, type Part, phase, say, write } from './script.ts';
import { carryOut, type PlannedChange, proveChange, sayUndo } from './scripted-change.ts';

export interface AppScript {
  readonly title: string;
  readonly changes: readonly PlannedChange[];
  /** Repairs that can be asked for but are not offered, because the participant is to find the flaw. */
  readonly repairs: readonly PlannedChange[];
  build(brand: Brand): Part;
  /** `/src/intro.ts` for an audience and a tone. */
  introModule(audience: string, tone: Tone): string;
}

/** A rehearsal on a participant's brand. */
export function appRehearsal(script: AppScript, brand: Brand): RehearsalScript {
  const known = [...script.changes, ...script.repairs];
  return {
    title: script.title,
    build: () => honestly(script.build(brand)),
    answer(request) {
      if (/\bundo\b|\btake (it|that|this) back\b/i.test(request)) return sayUndo();
      const wanted = readBrandRequest(request);
      if (wanted) return honestly(rebrand(brand, wanted));
      const brief = readBrief(request);
      if (brief) return followBrief(script, brief, known);
      const changes = findChanges(request, known);
      return changes.length === 0 ? null : inTurn(changes.map(carryOut));
    },
    nearest: (request) => nearestChanges(request, script.changes),
  };
}

function* rebrand(brand: Brand, wanted: { name: string | null; primary: string | null }): Part {
  const next: Brand = { name: wanted.name ?? brand.name, primary: wanted.primary ?? brand.primary };
  const same = next.name === brand.name;
  if (same && next.primary === brand.primary && brand.secondary) next.secondary = brand.secondary;
  if (same && brand.logo) next.logo = brand.logo;
  yield* phase('Your change');
  yield* say(
    `The app gets the name ${next.name} and the colour ${next.primary}. Text in that colour is made darker or lighter where it could not be read.`,
  );
  yield* write('/src/brand.ts', brandModule(next), 'the company’s name');
  yield* write('/src/brand.css', brandStyles(next), 'the company’s colours, made readable');
  yield* proveChange(`The app now belongs to ${next.name}, on every view.`);
}

function followBrief(script: AppScript, brief: Brief, known: readonly PlannedChange[]): RehearsalPart | null {
  const changes = brief.feature === null ? [] : findChanges(brief.feature, known);
  if (brief.feature !== null && changes.length === 0) return null;
  return inTurn([honestly(speakTo(script, brief)), ...changes.map(carryOut)]);
}

function* speakTo(script: AppScript, brief: Brief): Part {
  const audience = brief.audience ?? 'everyone';
  const tone = brief.tone ?? 'friendly';
  yield* phase('Your change');
  yield* say(`First the words: the app now speaks to ${audience}, in a ${tone} tone.`);
  yield* write('/src/intro.ts', script.introModule(audience, tone), `the first words for ${audience}`);
  yield* proveChange(`The first words are for ${audience} now.`);
}

/** `/src/intro.ts` from its texts. */
export function introText(texts: Readonly<Record<string, string>>): string {
  const lines = Object.entries(texts).map(([name, text]) => `  ${name}: ${JSON.stringify(text)},`);
  return `/** Who the page speaks to, and how. */\nexport const intro = {\n${lines.join('\n')}\n};\n`;
}
