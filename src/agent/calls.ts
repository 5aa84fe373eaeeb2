/** Runs the tools an answer asked for and tells the record what came of it. */
import type { Recorder } from '../run/recorder.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { STOPPED_CALL } from './cut-result.ts';
import type { ModelEvent, ToolCall } from './model.ts';
import type { RepetitionGuard } from './repetition.ts';
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
  readonly guard: RepetitionGuard;
}

const CUT: ToolResult = {
  ok: false,
  text: STOPPED_CALL,
  line: 'Stopped before it was through',
};

/** A call that comes after a question in the same answer: it was made without knowing what the person says. */
const AFTER_QUESTION: ToolResult = {
  ok: false,
  text: 'Not carried out: the person was asked first. Make this call once the answer is there, if it still fits.',
  line: 'Waits for the answer',
};

/** Records that a call was stopped before it was through. */
export function recordCut(recorder: Recorder, callId: string): void {
  recordResult(recorder, callId, CUT, 0, true);
}

/**
 * Runs the calls of one answer as soon as the input of each is whole, in the order they were asked for; neighbours
 * that only read run at once. Results and facts are recorded in that order too. Once the signal is aborted every call
 * gets a "stopped" result, and whatever a tool says later is not heard.
 */
export class AnswerCalls {
  readonly #options: CallOptions;
  readonly #ordered: boolean;
  /** Neighbours that only read, at work; their results are recorded together. */
  #reading: CallRun[] = [];
  #atWork: Promise<unknown> = Promise.resolve();
  /** Calls that wait for a word of the model, or for the end of the answer. */
  #waiting: ToolCall[] = [];
  #ends = false;

  /** `ordered`: calls run only at `runWaiting()`. */
  constructor(options: CallOptions, ordered: boolean) {
    this.#options = options;
    this.#ordered = ordered;
  }

  /** A tool gave the word to the person. */
  get ends(): boolean {
    return this.#ends;
  }

  /** A call whose input is whole. Resolves once it is through, or at work beside others that only read. */
  async add(call: ToolCall): Promise<void> {
    // Input that cannot be read may have been cut by the limit of the answer: only its end tells.
    if (this.#ordered || this.#waiting.length > 0 || !isJson(call.input)) {
      this.#waiting.push(call);
      return;
    }
    if (!this.#readsOnly(call.name)) {
      await this.settle();
      await this.#start(call, false).run(true);
      return;
    }
    const run = this.#start(call, false);
    this.#reading.push(run);
    this.#atWork = Promise.all([this.#atWork, run.run(false)]);
  }

  /** Resolves when the calls at work are through; null while none is. */
  get atWork(): Promise<unknown> | null {
    return this.#reading.length > 0 ? this.#atWork : null;
  }

  /** True where this event belongs to no call that could run beside those at work. */
  mustSettleBefore(event: ModelEvent): boolean {
    if (event.type === 'call-input' || event.type === 'call-end') return false;
    return !(event.type === 'call-start' && this.#readsOnly(event.name));
  }

  /** Waits for the calls at work and records what came of them. */
  async settle(): Promise<void> {
    await this.#atWork;
    for (const run of this.#reading.splice(0)) run.flush();
  }

  /** Runs the calls that wait. `cut`: the answer met the limit of its length in the last of them. */
  async runWaiting(cut = false): Promise<void> {
    await this.settle();
    const waiting = this.#waiting.splice(0);
    for (const group of groupCalls(waiting, (name) => this.#readsOnly(name))) {
      const runs = group.map((call) => this.#start(call, cut && call === waiting.at(-1)));
      const single = runs.length === 1;
      await Promise.all(runs.map((run) => run.run(single)));
      for (const run of runs) run.flush();
    }
  }

  /** The answer broke off: what runs ends, what waits was never begun. */
  async breakOff(): Promise<void> {
    await this.settle();
    for (const call of this.#waiting.splice(0)) recordCut(this.#options.recorder, call.id);
  }

  #start(call: ToolCall, cut: boolean): CallRun {
    return new CallRun(call, cut, this.#options, this.#ends ? AFTER_QUESTION : null, () => {
      this.#ends = true;
    });
  }

  #readsOnly(name: string): boolean {
    return this.#options.tools.get(name)?.readsOnly === true;
  }
}

function isJson(input: string): boolean {
  if (input.trim() === '') return true;
  try {
    JSON.parse(input);
    return true;
  } catch {
    return false;
  }
}

function groupCalls(calls: readonly ToolCall[], readsOnly: (name: string) => boolean): ToolCall[][] {
  const groups: ToolCall[][] = [];
  let reading = false;
  for (const call of calls) {
    const reads = readsOnly(call.name);
    const group = groups.at(-1);
    if (group && reading && reads) group.push(call);
    else groups.push([call]);
    reading = reads;
  }
  return groups;
}

/** One call at work. Its facts are recorded at once (`live`) or held until `flush()`. */
class CallRun {
  readonly #call: ToolCall;
  /** The answer met the limit of its length in this call. */
  readonly #cut: boolean;
  readonly #options: CallOptions;
  /** What it is answered without being carried out. */
  readonly #given: ToolResult | null;
  readonly #onEnds: () => void;
  readonly #held: (() => void)[] = [];
  #live = false;
  #closed = false;

  constructor(
    call: ToolCall,
    cut: boolean,
    options: CallOptions,
    given: ToolResult | null,
    onEnds: () => void,
  ) {
    this.#call = call;
    this.#cut = cut;
    this.#options = options;
    this.#given = given;
    this.#onEnds = onEnds;
  }

  async run(live: boolean): Promise<void> {
    this.#live = live;
    const { signal, clock } = this.#options;
    const startedAt = clock();
    const given = signal.aborted ? CUT : this.#given;
    const result = given ?? (await firstOf(this.#result(), signal));
    this.#closed = true;
    const ms = Math.max(0, clock() - startedAt);
    const { recorder, resultCharacters, guard } = this.#options;
    const short = { ...result, text: shorten(result.text, resultCharacters) };
    this.#note(() => {
      if (result.ends) this.#onEnds();
      const wasCut = given !== null || result === CUT;
      const read = wasCut ? short : guard.read(this.#call, short);
      recordResult(recorder, this.#call.id, read, ms, wasCut);
    });
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
    const input = parseToolInput(tool, this.#call.input, this.#cut);
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
    this.#note(() => {
      this.#options.guard.notice(fact);
      recordFact(this.#options.recorder, this.#call.id, fact);
    });
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
    case 'question': {
      const choices = fact.choices?.slice(0, 8).map((choice) => choice.slice(0, 200));
      recorder.fact('question', {
        text: fact.text.slice(0, 2000),
        ...(choices?.length ? { choices } : {}),
        callId,
      });
      break;
    }
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
