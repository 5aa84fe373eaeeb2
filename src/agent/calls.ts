/** Runs the tools an answer asked for and tells the record what came of it. */
import type { Recorder } from '../run/recorder.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Answer } from './answer.ts';
import { STOPPED_CALL } from './cut-result.ts';
import type { ToolCall } from './model.ts';
import type { Tool, ToolFact, ToolResult } from './tool.ts';
import { parseToolInput } from './tool-input.ts';

export interface CallOptions {
  readonly sandbox: Sandbox;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly resultCharacters: number;
}

const CUT: ToolResult = {
  ok: false,
  text: STOPPED_CALL,
  line: 'Stopped before it was through',
};

/** Records that a call was stopped before it was through. */
export function recordCut(recorder: Recorder, callId: string): void {
  recordResult(recorder, callId, CUT, 0, true);
}

/**
 * Runs the calls of an answer in the order they were asked for; neighbours that only read run at once.
 * Results and facts are recorded in that order too. Once the signal is aborted every call without a
 * result gets a "stopped" one, and whatever a tool says later is not heard.
 */
export async function runCalls(answer: Answer, options: CallOptions): Promise<void> {
  for (const group of groupCalls(answer.calls, options.tools)) {
    const outcomes = group.map((call) => new CallRun(call, answer, options));
    if (outcomes.length === 1) {
      await outcomes[0]?.run(true);
      continue;
    }
    await Promise.all(outcomes.map((outcome) => outcome.run(false)));
    for (const outcome of outcomes) outcome.flush();
  }
}

function groupCalls(calls: readonly ToolCall[], tools: ReadonlyMap<string, Tool>): ToolCall[][] {
  const groups: ToolCall[][] = [];
  let reading = false;
  for (const call of calls) {
    const readsOnly = tools.get(call.name)?.readsOnly === true;
    const group = groups.at(-1);
    if (group && reading && readsOnly) group.push(call);
    else groups.push([call]);
    reading = readsOnly;
  }
  return groups;
}

/** One call at work. Its facts are recorded at once (`live`) or held until `flush()`. */
class CallRun {
  readonly #call: ToolCall;
  readonly #answer: Answer;
  readonly #options: CallOptions;
  readonly #held: (() => void)[] = [];
  #live = false;
  #closed = false;

  constructor(call: ToolCall, answer: Answer, options: CallOptions) {
    this.#call = call;
    this.#answer = answer;
    this.#options = options;
  }

  async run(live: boolean): Promise<void> {
    this.#live = live;
    const { signal, clock } = this.#options;
    const startedAt = clock();
    const result = signal.aborted ? CUT : await firstOf(this.#result(), signal);
    this.#closed = true;
    const ms = Math.max(0, clock() - startedAt);
    const { recorder, resultCharacters } = this.#options;
    const read = { ...result, text: shorten(result.text, resultCharacters) };
    this.#note(() => recordResult(recorder, this.#call.id, read, ms, result === CUT));
  }

  flush(): void {
    this.#live = true;
    for (const record of this.#held.splice(0)) record();
  }

  #note(record: () => void): void {
    if (this.#live) record();
    else this.#held.push(record);
  }

  async #result(): Promise<ToolResult> {
    const { tools, sandbox, signal } = this.#options;
    const tool = tools.get(this.#call.name);
    if (!tool) return unknownTool(this.#call.name, [...tools.keys()]);
    const last = this.#answer.calls.at(-1) === this.#call;
    const input = parseToolInput(tool, this.#call.input, this.#answer.finish === 'length' && last);
    if (!input.ok) return input.result;
    try {
      return await tool.run(input.value, { sandbox, signal, report: (fact) => this.#report(fact) });
    } catch (error) {
      return thrown(this.#call.name, error);
    }
  }

  #report(fact: ToolFact): void {
    // What comes after a stop belongs to no step any more.
    if (this.#closed || this.#options.signal.aborted) return;
    this.#note(() => recordFact(this.#options.recorder, this.#call.id, fact));
  }
}

function recordResult(
  recorder: Recorder,
  callId: string,
  result: ToolResult,
  ms: number,
  cut: boolean,
): void {
  recorder.append({
    type: 'TOOL_CALL_RESULT',
    messageId: `result-${callId}`,
    toolCallId: callId,
    content: result.text,
    role: 'tool',
    metadata: { ok: result.ok },
  });
  const text = (result.line ?? (result.ok ? 'Done' : 'Did not work')).slice(0, 300);
  recorder.fact('line', { callId, text, ok: result.ok, ms, ...(cut ? { cut } : {}) });
}

/** The result, or "stopped" as soon as the signal is aborted, whichever is first. */
async function firstOf(result: Promise<ToolResult>, signal: AbortSignal): Promise<ToolResult> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<ToolResult>((resolve) => {
    onAbort = () => resolve(CUT);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const first = await Promise.race([result, aborted]);
    return signal.aborted ? CUT : first;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function recordFact(recorder: Recorder, callId: string, fact: ToolFact): void {
  switch (fact.type) {
    case 'file':
      recorder.fact('file', {
        path: fact.path,
        by: 'agent',
        before: fact.before,
        after: fact.after,
        callId,
      });
      break;
    case 'workbook':
      recorder.fact('workbook', { by: 'agent', command: fact.command, callId });
      break;
    case 'output':
      recorder.fact('output', { callId, fd: fact.fd, text: fact.text });
      break;
    case 'checks':
      recorder.fact('checks', { results: fact.results.map((result) => ({ ...result })), callId });
      break;
    case 'tests': {
      const { passed, failed, firstFailure } = fact;
      recorder.fact('tests', {
        passed,
        failed,
        ...(firstFailure === undefined ? {} : { firstFailure }),
        callId,
      });
      break;
    }
    case 'phase':
      recorder.fact('phase', { title: fact.title.slice(0, 80), callId });
      break;
  }
}

function unknownTool(name: string, known: readonly string[]): ToolResult {
  return {
    ok: false,
    text: `There is no tool "${name}". The tools are: ${known.join(', ')}.`,
    line: 'Asked for a tool that does not exist',
  };
}

function thrown(name: string, error: unknown): ToolResult {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof Error && 'hint' in error ? ` ${String(error.hint)}` : '';
  return { ok: false, text: `${name} failed: ${message}${hint}`, line: `Did not work: ${message}` };
}

/** Keeps the beginning and the end of a text that is too long: the end of a test run says what failed. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.floor(most * 0.6);
  const tail = most - head;
  const left = text.length - head - tail;
  return `${text.slice(0, head)}\n… ${left} characters left out …\n${text.slice(text.length - tail)}`;
}
