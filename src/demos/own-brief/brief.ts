/** A client's wish in their own words: how it is read, kept in the run and handed to the agent. */
import type { Briefing } from '../briefing.ts';

/** What an own brief asks for. */
export type BriefKind = 'app' | 'workbook';

/** An own brief as a run begins with it. */
export interface OwnBrief {
  /** As {@link readBrief} returns it. */
  readonly text: string;
  /** Files of a project that the agent goes on with, path → text; absent where it begins anew. */
  readonly project?: Readonly<Record<string, string>>;
}

/** Where a run keeps its brief, among the files it begins with. */
export const BRIEF_PATH = '/brief.md';

/** Characters: two dense pages of a briefing, and one tool result of the agent. */
export const MAX_BRIEF = 20_000;

/** Of a longer brief the request quotes the beginning; the agent reads the rest in {@link BRIEF_PATH}. */
const MAX_QUOTED = 12_000;

/** A paragraph is cited as P1 to P99. */
const MAX_PARAGRAPHS = 99;

/** Everything that is no text: control characters but tabs and line ends, halves of characters, marks of byte order. */
const NO_TEXT = /[^\P{Cc}\t\n]|\p{Cs}|\uFEFF/gu;

/** A brief as it was typed or pasted, with plain line ends and without what cannot be shown. */
export function readBrief(typed: string): string {
  return typed
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(NO_TEXT, '')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Why a brief cannot be sent, in a sentence that says what to do; null where it can. */
export function briefProblem(text: string): string | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) return 'Type what the agent should build.';
  if (text.length <= MAX_BRIEF) return null;
  const over = (text.length - MAX_BRIEF).toLocaleString('en-GB');
  return `This brief is ${over} characters too long. Leave out what the agent does not need.`;
}

/** The brief as the request to the agent quotes it. */
export function quoteBrief(text: string): string {
  if (text.length <= MAX_QUOTED) return `“${text}”`;
  const quoted = text.slice(0, MAX_QUOTED).replace(/\p{Cs}$/u, '');
  return `“${quoted} …” The whole brief is in ${BRIEF_PATH}: read it first.`;
}

/** The request with what a person added before the run began. */
export function withExtra(goal: string, extra?: string): string {
  return extra?.trim() ? `${goal} Also: ${extra.trim()}` : goal;
}

/** Characters of a title on the projector and in the list of runs. */
const MAX_TITLE = 70;

/** What a run of this brief is called: its first sentence, or as much of it as fits. */
export function titleOf(text: string): string {
  const [line = ''] = text.replace(/^[#>*\s-]+/, '').split('\n');
  const sentence = line.split(/(?<=[^.]{3})[.!?。](?:\s|$)/, 1)[0]?.trim() ?? '';
  if (sentence.length <= MAX_TITLE) return sentence;
  const cut = sentence.slice(0, MAX_TITLE - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > MAX_TITLE / 2 ? space : undefined).replace(/\p{Cs}$/u, '')}…`;
}

/** A brief as a briefing with numbered paragraphs; neighbours are joined where there are too many to cite. */
export function briefingOf(text: string): Briefing {
  const parts = text.split(/\n\s*\n/).map((part) => part.replaceAll(/\s*\n\s*/g, ' ').trim());
  const group = Math.ceil(parts.length / MAX_PARAGRAPHS);
  const paragraphs = Array.from({ length: Math.ceil(parts.length / group) }, (_, index) => ({
    id: `P${index + 1}`,
    text: parts.slice(index * group, (index + 1) * group).join(' '),
  }));
  return { id: 'own-brief', title: 'The client’s brief', from: 'As it was typed before the run', paragraphs };
}

/** The brief among the files that a run began with; null where it had none. */
export function keptBrief(seed: Readonly<Record<string, string>>): OwnBrief | null {
  const { [BRIEF_PATH]: text, ...project } = seed;
  return text === undefined ? null : { text, project };
}
