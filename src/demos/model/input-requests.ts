/** What the authored models understand beside their changes: new values for assumptions, and a scenario. */
import { type ReadValue, readNumber } from '../../numbers/read-number.ts';
import { wordsOf } from '../lookup.ts';

/** An assumption that may be asked for in words. */
export interface KnownInput {
  readonly name: string;
  /** "Margin over the market rate", and other ways of naming it. */
  readonly phrases: readonly string[];
  readonly kind: 'share' | 'number';
  readonly least: number;
  readonly most: number;
}

interface Setting {
  readonly input: KnownInput;
  /** What followed "because"; empty where nothing did. */
  readonly reason: string;
}

export interface ClearSetting extends Setting {
  readonly value: number;
}

/** A number that can be read in two ways; nothing is set before it is known which. */
export interface UnclearSetting extends Setting {
  readonly readings: readonly ReadValue[];
}

export type InputSetting = ClearSetting | UnclearSetting;

export interface InputRequest {
  readonly settings: readonly InputSetting[];
  /** 1, 2, 3 …; null where none was asked for. */
  readonly scenario: number | null;
  /** Why the scenario, where it was said. */
  readonly scenarioReason: string;
}

interface Known {
  readonly inputs: readonly KnownInput[];
  readonly scenarios: readonly string[];
}

/** Verbs that ask for a value or a scenario; they tell nothing about which. */
const asks =
  /^(?:please |then |also |now |and |so |let us |let’s )*(?:set|change|raise|lower|put|make|move|increase|reduce|decrease|cut|show|choose|use|switch|go|see|try|look|compare)?(?: me| us)?(?: at| to| with| on)?\b/i;
const becauseOf = /[,:–-]?\s*\b(?:because|since)\b\s+(.+)$/i;
const toValue =
  /^(.*?)\s*(?:\b(?:up to|down to|to|at|is|are|of|becomes?|should be)\b|=)\s*((?:(?:chf|eur|usd|gbp|sek|nok|dkk|jpy|kr|us|r)(?=[\s$\p{Nd}])|[-+−(.,½¼¾]|\p{Sc}|\p{Nd})[^\n]*)$/iu;
/** What may stand behind a number and adds nothing to it. */
const noise = /(?:(?<=%|percent|per cent)\s*points?|\s*\b(?:people|a year|a month|each|loans?))$/i;

/** Reads a request for values and a scenario; null where any part of it asks for something else. */
export function readInputRequest(request: string, known: Known): InputRequest | null {
  const settings: InputSetting[] = [];
  let scenario: number | null = null;
  let scenarioReason = '';
  for (const { text, reason } of request.split(/(?:[.;!]\s+|[.;!]$|\n)/).flatMap(clauses)) {
    const setting = readSetting(text, reason, known.inputs);
    const chosen = setting ? null : readScenario(text, known.scenarios);
    if (setting) settings.push(setting);
    else if (chosen !== null) [scenario, scenarioReason] = [chosen, reason];
    else return null;
  }
  return settings.length === 0 && scenario === null ? null : { settings, scenario, scenarioReason };
}

interface Clause {
  readonly text: string;
  readonly reason: string;
}

/** A sentence without its reason, in parts where it asks for two things at once. */
function clauses(sentence: string): Clause[] {
  const trimmed = sentence.trim();
  if (trimmed === '') return [];
  const because = becauseOf.exec(trimmed);
  const reason = because?.[1]?.trim() ?? '';
  const said = because ? trimmed.slice(0, because.index) : trimmed;
  const parts = said.split(/,?\s+and\s+|,\s+(?=[a-z])/i).filter((part) => part.trim() !== '');
  return parts.map((text) => ({ text: text.trim(), reason }));
}

function readSetting(text: string, reason: string, inputs: readonly KnownInput[]): InputSetting | null {
  const [, named = '', figure = ''] = toValue.exec(text) ?? [];
  if (figure === '') return null;
  const input = inputNamed(named.replace(asks, ''), inputs);
  if (!input) return null;
  const read = readNumber(figure.replace(noise, ''), {
    share: input.kind === 'share' ? 'either' : undefined,
    usual: { min: input.least, max: input.most },
  });
  if (read.kind === 'number') return { input, value: read.value, reason };
  return read.kind === 'ambiguous' ? { input, readings: read.readings, reason } : null;
}

/** Words that do not tell one assumption from another. */
const filler = new Set(
  'the a an our of per value rate number new all in each every month year january'.split(' '),
);

/** The assumption whose phrase is all there; the longest wins. */
function inputNamed(text: string, inputs: readonly KnownInput[]): KnownInput | null {
  const words = wordsOf(text);
  let best: { input: KnownInput; length: number; exact: boolean } | null = null;
  for (const input of inputs) {
    for (const phrase of input.phrases) {
      const needed = wordsOf(phrase);
      if (!needed.every((word) => words.includes(word))) continue;
      const exact = words.every((word) => needed.includes(word) || filler.has(word));
      if (!best || needed.length > best.length) best = { input, length: needed.length, exact };
    }
  }
  return best?.exact ? best.input : null;
}

/** The scenario that a clause names, 1, 2, 3 …: "Show the rate shock". */
function readScenario(text: string, labels: readonly string[]): number | null {
  if (/\d|\b(?:no|not|without|never|add|remove|new)\b/i.test(text)) return null;
  const words = wordsOf(text.replace(asks, '')).filter(
    (word) => !['the', 'a', 'case', 'scenario', 'model', 'now', 'in', 'to', 'it', 'run'].includes(word),
  );
  const found = labels.findIndex((label) => {
    const needed = wordsOf(label);
    return words.length === needed.length && needed.every((word) => words.includes(word));
  });
  return found < 0 ? null : found + 1;
}

/** Settings whose value lies outside what the model is made for. */
export function outOfRange({ settings }: InputRequest): readonly ClearSetting[] {
  return settings.filter(isClear).filter(({ input, value }) => value < input.least || value > input.most);
}

export function isClear(setting: InputSetting): setting is ClearSetting {
  return 'value' in setting;
}

/** Settings that must be asked back. */
export function unclear({ settings }: InputRequest): readonly UnclearSetting[] {
  return settings.filter((setting): setting is UnclearSetting => !isClear(setting));
}

/** "38 %", "212,000". */
export function sayValue({ kind }: Pick<KnownInput, 'kind'>, value: number): string {
  if (kind === 'share') return `${Number((value * 100).toPrecision(6))} %`;
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
