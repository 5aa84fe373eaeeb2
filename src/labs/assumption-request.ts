/** The request for new assumptions and a scenario, each with its reason, from what a person filled in. */
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

/** The number that was typed, in the unit of the assumption; null where it is none. */
export function typedNumber(text: string): number | null {
  const bare = text.replace(/[\s,%’']/g, '').replace('−', '-');
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(bare) ? Number(bare) : null;
}

/** What is wrong with a part, in a sentence that says what to do; null where nothing is. */
export function problemOf(part: AssumptionPart, assumption: LabAssumption | undefined): string | null {
  if (!assumption) return 'Choose an assumption.';
  const number = typedNumber(part.value);
  const { least, most, now, unit } = assumption;
  if (number === null) return 'Type a number.';
  if (number < least || number > most) return `Stay between ${say(least, unit)} and ${say(most, unit)}.`;
  if (number === now) return 'That is what it is now. Type another number.';
  return null;
}

/** "38 %", "212,000". */
export function say(value: number, unit: LabAssumption['unit']): string {
  const number = value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return unit === '%' ? `${number} %` : number;
}

/** One sentence for each part: what a rehearsal and a live model both understand. */
export function writeAssumptionRequest(
  parts: readonly AssumptionPart[],
  units: ReadonlyMap<string, LabAssumption['unit']>,
  scenario: ScenarioPart | null,
): string {
  const sentences = parts.map(({ label, value, reason }) => {
    const number = typedNumber(value) ?? 0;
    return `Set ${label} to ${number}${units.get(label) === '%' ? ' %' : ''}${because(reason)}.`;
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
