/** The request for new assumptions and a scenario, each with its reason, from what a person filled in. */
import { type NumberPlace, readNumber } from '../numbers/read-number.ts';
import { exact, plainNumber } from '../numbers/say-number.ts';
import type { LabAssumption } from './desk.ts';

export interface AssumptionPart {
  readonly label: string;
  /** As typed. */
  readonly value: string;
  readonly reason: string;
}

export interface ScenarioPart {
  readonly label: string;
  readonly reason: string;
}

/** Where the number of an assumption is typed. */
export function placeOf({ unit, least, most }: Pick<LabAssumption, 'unit' | 'least' | 'most'>): NumberPlace {
  if (unit !== '%') return { min: least, max: most };
  return { share: 'percent', min: exact(least / 100), max: exact(most / 100) };
}

/** What is wrong with a part, in a sentence that says what to do; null where nothing is. */
export function problemOf(part: AssumptionPart, assumption: LabAssumption | undefined): string | null {
  if (!assumption) return 'Choose an assumption.';
  const read = readNumber(part.value, placeOf(assumption));
  if (read.kind === 'unreadable') return read.why;
  if (read.kind === 'ambiguous') return 'Choose which number you mean.';
  const now = assumption.unit === '%' ? exact(assumption.now / 100) : assumption.now;
  return read.value === now ? 'That is what it is now. Type another number.' : null;
}

/** A part with its number written so that it means the same to every reader. */
export function settledPart(part: AssumptionPart, assumption: LabAssumption): AssumptionPart {
  const place = placeOf(assumption);
  const read = readNumber(part.value, place);
  if (read.kind !== 'number') return part;
  return { ...part, value: plainNumber(place.share ? exact(read.value * 100) : read.value) };
}

/** "38 %", "212,000". */
export function say(value: number, unit: LabAssumption['unit']): string {
  const number = value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return unit === '%' ? `${number} %` : number;
}

/** One sentence for each settled part: what a rehearsal and a live model both understand. */
export function writeAssumptionRequest(
  parts: readonly AssumptionPart[],
  units: ReadonlyMap<string, LabAssumption['unit']>,
  scenario: ScenarioPart | null,
): string {
  const sentences = parts.map(({ label, value, reason }) => {
    return `Set ${label} to ${value}${units.get(label) === '%' ? ' %' : ''}${because(reason)}.`;
  });
  if (scenario) sentences.push(`Show ${scenario.label}${because(scenario.reason)}.`);
  return sentences.join(' ');
}

/** A reason in one clause, so that the sentence ends where it ends. */
function because(reason: string): string {
  const clause = reason
    .replace(/\s+/g, ' ')
    .replace(/^\s*(?:because|since)\s+/i, '')
    .replace(/[.;!?]+\s+(.)/g, (_, next: string) => `, ${next.toLowerCase()}`)
    .replace(/[.;!?,\s]+$/, '')
    .trim();
  return clause === '' ? '' : `, because ${clause}`;
}
