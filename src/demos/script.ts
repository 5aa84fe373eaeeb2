/** Small parts that every authored script is made of: each says or does one thing and reads what came back. */
import type { RehearsalMove, RehearsalPart, RehearsalResult } from '../agent/models/rehearsal.ts';

/** A part of a script that hands a value to the part it belongs to. */
export type Part<Value = void> = Generator<RehearsalMove, Value, RehearsalResult>;

/** What a test run told. */
export interface TestReading {
  readonly ok: boolean;
  /** False where no test was run at all: neither a success nor a failure of what was written. */
  readonly ran: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly text: string;
}

/** Something came back that the script was not written for; it stops and says so. */
export class OffScript extends Error {
  readonly code = 'off-script';
  /** What the agent was doing, for a sentence: "write the form". */
  readonly doing: string;
  readonly result: RehearsalResult;
  constructor(doing: string, result: RehearsalResult) {
    super(`The script did not expect this while it tried to ${doing}: ${result.text}`);
    this.name = 'OffScript';
    this.doing = doing;
    this.result = result;
  }
}

export function* say(text: string): Part {
  yield { move: 'say', text };
}

export function* call(tool: string, input: Readonly<Record<string, unknown>>): Part<RehearsalResult> {
  return yield { move: 'call', tool, input };
}

export function* phase(title: string): Part {
  yield* call('set_phase', { title });
}

/** Writes a file; `purpose` follows "Wrote" for the person who reads along: "the sign-up form". */
export function* write(path: string, content: string, purpose: string): Part {
  const result = yield* call('write_file', { purpose, path, content });
  if (!result.ok) throw new OffScript(`write ${purpose}`, result);
}

/** Replaces one passage; `purpose` follows "Changed". The result tells whether the passage was there. */
export function* edit(path: string, old: string, next: string, purpose: string): Part<RehearsalResult> {
  return yield* call('edit_file', { purpose, path, old, new: next });
}

/** Names of the files and folders below a folder. */
export function* look(path: string): Part<ReadonlySet<string>> {
  const result = yield* call('list_files', { path });
  return new Set(result.text.split(/[\s"'`,()]+/).flatMap((word) => word.split('/')));
}

/** How a build's own tests ended. */
export type TestOutcome = 'repaired' | 'passed' | 'failed' | 'not run';

/** What tests and checks showed, for the last words of a build: only what was seen. */
export function proofInWords(tests: Exclude<TestOutcome, 'failed'>, checksPass: boolean): string {
  const where = 'The Checks panel says what was measured and where.';
  if (tests === 'not run') {
    const checks = checksPass ? 'All checks pass.' : `Not every check passes. ${where}`;
    return `${checks} Its tests could not be run here, so they prove nothing yet.`;
  }
  if (!checksPass) return `Its tests pass, but not every check does. ${where}`;
  return tests === 'repaired'
    ? 'One of its own tests failed on the way and was repaired; all tests and all checks pass now.'
    : 'All tests and all checks pass.';
}

export function* runTests(): Part<TestReading> {
  const result = yield* call('bash', { command: 'npm test' });
  return readTests(result);
}

/** The summary line of a run: `Tests  8 passed | 1 failed (9)`. */
export function readTests(result: RehearsalResult): TestReading {
  const line = result.text.split('\n').findLast((each) => /^\s*Tests\s/.test(each)) ?? '';
  const passed = Number(/(\d+) passed/.exec(line)?.[1] ?? 0);
  const failed = Number(/(\d+) failed/.exec(line)?.[1] ?? 0);
  return { ok: passed > 0 && failed === 0, ran: line !== '', passed, failed, text: result.text };
}

/** Looks at the page, then has the checks measured; says what they found, whatever it is. */
export function* checkTheResult(): Part<boolean> {
  const page = yield* call('inspect_preview', {});
  if (!page.ok) yield* say(`The preview has a problem: ${firstLine(page.text)}`);
  const checks = yield* call('run_checks', {});
  return page.ok && checks.ok;
}

export function firstLine(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.trim().slice(0, 200);
}

/** Runs a part and ends it plainly where something came back that it was not written for. */
export function* honestly(part: Part): Part {
  try {
    yield* part;
  } catch (error) {
    if (!(error instanceof OffScript)) throw error;
    yield* say(
      `This did not go as the script expects: it could not ${error.doing}. ${firstLine(error.result.text)} Going on from here needs a live model.`,
    );
  }
}

/** Parts one after another. */
export function* inTurn(parts: readonly RehearsalPart[]): Part {
  for (const part of parts) yield* part;
}
