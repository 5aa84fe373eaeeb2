/** Words of a story: short, plain, present tense where the agent is at work. */
import { judgesStructureOnly } from '../workbook/judged.ts';
import type { Story, StoryStep, StoryWorkbook } from './story-model.ts';

/** `2 min 41 s`, `8 s`, `1 h 4 min`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1 file`, `3 files`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Up to here a sentence keeps what stands after its colon, characters. */
const SHORT_SENTENCE = 140;

/** The last step that tells what was done or said: what the agent thought is read out nowhere. */
export function lastTold(steps: readonly StoryStep[]): StoryStep | undefined {
  return steps.findLast((step) => step.kind !== 'think');
}

/** The first sentence of a text, without marks of Markdown, at most `most` characters. */
export function firstSentence(text: string, most = 200): string {
  const plain = text
    .trim()
    .replace(/^[#>\-*\s]+/, '')
    .replace(/\*\*|`/g, '');
  const line = plain.split('\n', 1)[0] ?? '';
  const end = line.search(/[.?!](\s|$)/);
  const whole = (end < 0 ? line : line.slice(0, end + 1)).replace(/:$/, '');
  const colon = whole.search(/:\s/);
  // A short clause after a colon says why; a long one is left out.
  const sentence = colon > 0 && whole.length > Math.min(most, SHORT_SENTENCE) ? whole.slice(0, colon) : whole;
  return sentence.length > most ? `${sentence.slice(0, most - 1).trimEnd()}…` : sentence.trim();
}

/** The run in one line. */
export function runLine(story: Omit<Story, 'line'>): string {
  switch (story.status) {
    case 'empty':
      return 'Nothing has happened yet';
    case 'working':
      return workingLine(story);
    case 'paused':
      return 'Paused. Everything is kept.';
    case 'failed':
      return `Ended by a problem: ${story.problem?.text ?? 'the cause is not known'}`;
    case 'limit':
      return story.problem?.text ?? 'Ended by a limit';
    case 'refused':
      return 'The model refused this request';
    case 'stopped':
      return `Stopped after ${durationText(story.activeMs)}${achieved(story)}`;
    case 'asks':
      return story.question?.text ?? 'The agent waits for an answer';
    case 'done':
      return doneLine(story);
  }
}

function workingLine(story: Omit<Story, 'line'>): string {
  if (story.waiting) return story.waiting.text;
  const running = story.steps.findLast((step) => step.state === 'running');
  if (running) return running.text;
  return story.mode === 'live' ? 'Waiting for the model' : 'On to the next step';
}

function doneLine(story: Omit<Story, 'line'>): string {
  if (story.toolCalls === 0) return story.outside ? 'This request needs a live model.' : 'Answered in words';
  const facts = factsOf(story);
  const sentence = facts.length > 0 ? facts.join(', ') : countText(story.toolCalls, 'step');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}, in ${durationText(story.activeMs)}`;
}

function achieved(story: Omit<Story, 'line'>): string {
  const facts = factsOf(story);
  return facts.length > 0 ? `: ${facts.join(', ')}` : '';
}

function factsOf(story: Omit<Story, 'line'>): string[] {
  const facts: string[] = [];
  const written = Object.keys(story.telling.written).length;
  if (written > 0) facts.push(`wrote ${countText(written, 'file')}`);
  if (story.workbook && story.workbook.changes > 0) facts.push(workbookText(story.workbook));
  if (story.tests) facts.push(testsText(story.tests.passed, story.tests.failed));
  if (story.checks) {
    const passing = story.checks.results.filter((result) => result.pass).length;
    const only = judgesStructureOnly(story.checks.results) ? ', of the structure only' : '';
    facts.push(`${passing} of ${countText(story.checks.results.length, 'check')} pass${only}`);
  }
  return facts;
}

/** `8 sheets with 2,341 formulas`. */
function workbookText({ sheets, formulas }: StoryWorkbook): string {
  const written = formulas.toLocaleString('en-GB');
  return `${countText(sheets.length, 'sheet')} with ${written} ${formulas === 1 ? 'formula' : 'formulas'}`;
}

/** `9 tests pass`, `8 tests pass and 1 fails`. */
export function testsText(passed: number, failed: number): string {
  const passing = `${countText(passed, 'test')} ${passed === 1 ? 'passes' : 'pass'}`;
  return failed === 0 ? passing : `${passing} and ${failed} ${failed === 1 ? 'fails' : 'fail'}`;
}
