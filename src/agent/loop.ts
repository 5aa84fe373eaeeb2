/** The agent's loop: the model answers, tools run, their results go back, until the model has nothing left to do. */
import { anySignal } from '../abort/any-signal.ts';
import type { Recorder } from '../run/recorder.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Answer, AnswerRecorder } from './answer.ts';
import { AnswerCalls } from './calls.ts';
import { closeInterrupted } from './close-interrupted.ts';
import { type LimitMet, type ModelSwitch, RunControl } from './control.ts';
import { messagesOf } from './messages.ts';
import { recordMissedChanges } from './missed-changes.ts';
import { type Model, ModelError, type ModelRequest, type ToolCall } from './model.ts';
import { sleepFor } from './models/pace.ts';
import { closingQuestion } from './question.ts';
import { RepetitionGuard } from './repetition.ts';
import { retryPlan } from './retry.ts';
import { DEFAULT_RUN_LIMITS, type LimitCode, limitText, type RunLimits } from './run-limits.ts';
import type { Tool } from './tool.ts';
import { describeTool } from './tool-input.ts';

/** Waits; ends early, without an error, once the signal is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface RunOptions {
  readonly model: Model;
  readonly tools: readonly Tool[];
  readonly sandbox: Sandbox;
  /** Where everything goes; the conversation so far is read from it. */
  readonly recorder: Recorder;
  /** What the model is told about the sandbox and how to work. */
  readonly system: string;
  /** What the person asks for. Absent: go on where the record ends (after a reload or a fallback). */
  readonly request?: { readonly text: string; readonly changeId?: string };
  /** Pause, resume, message, stop, change of model. */
  readonly control?: RunControl;
  /** Ends the round at once, like Stop, but without a human moment in the record. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<RunLimits>;
  /** ms since 1970. */
  readonly clock?: () => number;
  readonly sleep?: Sleep;
  /** Asked when a model failed for good: who goes on? null ends the round. */
  readonly onFailure?: (error: ModelError, model: Model) => ModelSwitch | null | Promise<ModelSwitch | null>;
}

/** `asks`: the agent waits for a word of the person. */
export type RunEnd = 'done' | 'asks' | 'stopped' | 'limit' | 'refused' | 'failed';

export interface RunOutcome {
  readonly end: RunEnd;
  /** Answers of the model in this round. */
  readonly steps: number;
  /** Plain explanation where the round was not simply done. */
  readonly text?: string;
  /** Cause of `limit`. */
  readonly limit?: LimitCode;
  /** Cause of `failed`. */
  readonly error?: ModelError;
  /** The model that spoke last. */
  readonly model: Model;
}

/**
 * Plays one round: a request and all the agent does for it. Resolves with how it ended and never rejects for
 * what a model, a tool or a person does. All of it is in the record, the person's moments too: do not record
 * requests, messages, pauses and stops of a running round yourself.
 */
export async function runAgent(options: RunOptions): Promise<RunOutcome> {
  const round = new AgentRound(options);
  return round.play();
}

type StepEnd = Pick<RunOutcome, 'end' | 'text' | 'limit' | 'error'> | null;

/** A whole answer and its calls, those that wait for its end still to be run. */
interface Heard {
  readonly answer: Answer;
  readonly calls: AnswerCalls;
}

class AgentRound {
  readonly #options: RunOptions;
  readonly #recorder: Recorder;
  readonly #control: RunControl;
  readonly #limits: RunLimits;
  readonly #clock: () => number;
  readonly #sleep: Sleep;
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #over = new AbortController();
  readonly #stopSignal: AbortSignal;
  readonly #signal: AbortSignal;
  #model: Model;
  #runId = '';
  #steps = 0;
  #tokens = 0;
  #cutAnswers = 0;
  #emptyAnswers = 0;
  #toolTexts = 0;
  readonly #guard = new RepetitionGuard();
  #activeMs = 0;
  #activeSince = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#recorder = options.recorder;
    this.#control = options.control ?? new RunControl();
    this.#limits = { ...DEFAULT_RUN_LIMITS, ...options.limits };
    this.#clock = options.clock ?? Date.now;
    this.#sleep = options.sleep ?? sleepFor;
    this.#tools = new Map(options.tools.map((tool) => [tool.name, tool]));
    this.#model = options.model;
    this.#control.begin();
    this.#stopSignal = this.#control.stopSignal;
    const outer = options.signal ? [options.signal] : [];
    this.#signal = anySignal([this.#stopSignal, this.#control.timeSignal, ...outer]);
  }

  async play(): Promise<RunOutcome> {
    this.#begin();
    try {
      let ended: StepEnd = null;
      while (!ended) ended = await this.#step();
      if (ended.end === 'done' && this.#signal.aborted) ended = this.#cut();
      this.#finish(ended);
      return { ...ended, steps: this.#steps, model: this.#model };
    } finally {
      this.#over.abort();
    }
  }

  #begin(): void {
    closeInterrupted(this.#recorder);
    this.#recordModel();
    const threadId = this.#recorder.header.runId;
    this.#runId = `${threadId}.${this.#recorder.nextId('r')}`;
    this.#recorder.append({ type: 'RUN_STARTED', threadId, runId: this.#runId, protocolVersion: '1.0' });
    const { request } = this.#options;
    if (request) this.#recorder.fact('human', { kind: 'request', ...request });
    this.#activeSince = this.#clock();
    // The moment of the stop comes in the record before what it ends.
    const onStop = () => this.#recorder.fact('human', { kind: 'stop' });
    this.#stopSignal.addEventListener('abort', onStop, { once: true, signal: this.#over.signal });
    void this.#watchTime();
  }

  /** A mode the record does not know of yet. A replay keeps the mode of its header. */
  #recordModel(reason?: string): void {
    const { header, events } = this.#recorder;
    if (header.mode === 'replay' && this.#model.mode === 'replay') return;
    let current = { mode: header.mode, model: header.model };
    for (const event of events) {
      if (event.type === 'CUSTOM' && event.name === 'firsthand.mode') current = event.value;
    }
    const { mode, label } = this.#model;
    if (current.mode === mode && current.model === label && reason === undefined) return;
    this.#recorder.fact('mode', { mode, model: label, ...(reason === undefined ? {} : { reason }) });
  }

  async #watchTime(): Promise<void> {
    const { ms } = this.#limits;
    if (!Number.isFinite(ms)) return;
    for (let left = ms; left > 0; left = ms - this.#worked()) {
      await this.#sleep(left, this.#over.signal);
      if (this.#over.signal.aborted) return;
    }
    this.#control.expire({ limit: 'time', text: limitText('time', this.#limits) });
  }

  /** ms of work so far, pauses left out. */
  #worked(): number {
    return this.#activeMs + (this.#control.state.paused ? 0 : this.#clock() - this.#activeSince);
  }

  /** One answer and its calls; null to go on. */
  async #step(): Promise<StepEnd> {
    await this.#control.gate(
      () => {
        this.#activeMs = this.#worked();
        this.#recorder.fact('human', { kind: 'pause' });
      },
      () => {
        this.#activeSince = this.#clock();
        this.#recorder.fact('human', { kind: 'resume' });
      },
    );
    if (this.#signal.aborted) return this.#cut();
    for (const text of this.#control.takeMessages()) {
      this.#recorder.fact('human', { kind: 'message', text: text.slice(0, 20_000) });
    }
    this.#takeSwitch();
    const capped = this.#cap();
    if (capped) return capped;

    this.#steps += 1;
    const stepName = `step-${countSteps(this.#recorder) + 1}`;
    this.#recorder.append({ type: 'STEP_STARTED', stepName });
    const ended = await this.#answerAndAct();
    this.#recorder.append({ type: 'STEP_FINISHED', stepName });
    // A word that came while the model gave its last answer still counts.
    return ended && fromWords(ended) && this.#control.state.queued.length > 0 ? null : ended;
  }

  async #answerAndAct(): Promise<StepEnd> {
    const heard = await this.#ask();
    if (!('answer' in heard)) return heard;
    const { answer, calls } = heard;
    this.#tokens += answer.usage.input + answer.usage.output;
    await calls.runWaiting(answer.finish === 'length');
    if (this.#signal.aborted) {
      await recordMissedChanges(this.#recorder, this.#options.sandbox);
      return this.#cut();
    }
    if (answer.finish === 'refusal') {
      return { end: 'refused', text: 'The model refused this request. Ask for it in another way.' };
    }
    if (answer.calls.length === 0) return this.#withoutCalls(answer);
    this.#cutAnswers = 0;
    this.#toolTexts = 0;
    return calls.ends ? { end: 'asks' } : null;
  }

  /** An answer of words alone: the end of the round, and which one. */
  #withoutCalls(answer: Answer): StepEnd {
    if (answer.finish === 'length') {
      this.#cutAnswers += 1;
      return this.#cutAnswers < 3 ? null : this.#limitOf('tokens');
    }
    if (answer.outside) return { end: 'done' };
    if (answer.toolText) {
      this.#toolTexts += 1;
      return this.#toolTexts < 2 ? null : failed(toolText());
    }
    const worked = this.#recorder.events.some((event) => event.type === 'TOOL_CALL_START');
    if (answer.text.trim() === '') {
      this.#emptyAnswers += 1;
      if (worked) return { end: 'done' };
      return this.#emptyAnswers < 2 ? null : failed(emptyAnswer());
    }
    // A model without tools may ask for ever: the first question counts, the second is one too many.
    const question = closingQuestion(answer.text, this.#recorder.events);
    if (question !== null && (worked || !hasAsked(this.#recorder))) {
      this.#recorder.fact('question', { text: question });
      return { end: 'asks' };
    }
    return worked || this.#tools.size === 0 ? { end: 'done' } : failed(noTool(this.#model.label));
  }

  /** An answer, asked for again where the model was busy; or how the round ends. */
  async #ask(): Promise<Heard | NonNullable<StepEnd>> {
    for (let attempt = 1; ; attempt += 1) {
      const complete: ToolCall[] = [];
      const answer = new AnswerRecorder(this.#recorder, this.#tools, (call) => complete.push(call));
      const calls = new AnswerCalls(this.#callOptions(), this.#model.ordered === true);
      const model = this.#model;
      const before = this.#recorder.lastSeq;
      try {
        return { answer: await this.#listen(answer, calls, complete), calls };
      } catch (error) {
        await calls.breakOff();
        answer.close();
        await this.#book(model);
        const carriedOut = this.#recorder.since(before).some((event) => event.type === 'TOOL_CALL_RESULT');
        if (this.#signal.aborted) {
          if (carriedOut) await recordMissedChanges(this.#recorder, this.#options.sandbox);
          return this.#cut();
        }
        if (this.#takeSwitch()) {
          attempt = 0;
          continue;
        }
        const failure = asModelError(error);
        const plan = retryPlan(failure, attempt, this.#limits, { visible: answer.visible, carriedOut });
        if (plan) {
          this.#recorder.fact('retry', { attempt, code: failure.code, ...plan });
          await this.#wait(plan.waitMs);
          if (this.#signal.aborted) return this.#cut();
          if (this.#takeSwitch()) attempt = 0;
          continue;
        }
        const next = (await this.#options.onFailure?.(failure, this.#model)) ?? null;
        if (this.#signal.aborted) return this.#cut();
        if (!next) return failed(failure);
        this.#model = next.model;
        this.#recordModel(next.reason);
        attempt = 0;
      }
    }
  }

  #callOptions() {
    return {
      sandbox: this.#options.sandbox,
      tools: this.#tools,
      recorder: this.#recorder,
      signal: this.#signal,
      clock: this.#clock,
      resultCharacters: this.#limits.resultCharacters,
      guard: this.#guard,
    };
  }

  /** What an answer that did not finish has cost all the same. */
  async #book(model: Model): Promise<void> {
    const usage = (await model.spent?.()) ?? null;
    if (!usage) return;
    this.#tokens += usage.input + usage.output;
    this.#recorder.fact('usage', usage);
  }

  async #wait(ms: number): Promise<void> {
    await this.#sleep(ms, anySignal([this.#signal, this.#control.interruptSignal]));
  }

  /**
   * Reads one answer to its end and runs each call once its input is whole. Throws what the model throws, or the
   * reason of an abort.
   */
  async #listen(answer: AnswerRecorder, calls: AnswerCalls, complete: ToolCall[]): Promise<Answer> {
    const signal = anySignal([this.#signal, this.#control.interruptSignal]);
    signal.throwIfAborted();
    const events = this.#model.respond(this.#request(), signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const coming = events.next();
        const next = await orAbort(settleMeanwhile(coming, calls), signal);
        if (next.done) throw streamEnded();
        const event = next.value;
        if (event.type === 'wait') await calls.runWaiting();
        else if (calls.mustSettleBefore(event)) await calls.settle();
        signal.throwIfAborted();
        const whole = answer.take(event);
        for (const call of complete.splice(0)) await calls.add(call);
        if (whole) return whole;
        signal.throwIfAborted();
      }
    } finally {
      // The model lets go of its connection; nobody waits for it.
      void events.return?.()?.then(undefined, () => undefined);
    }
  }

  #request(): ModelRequest {
    return {
      system: this.#options.system,
      messages: messagesOf(this.#recorder.events),
      tools: this.#options.tools.map(describeTool),
      maxOutputTokens: this.#limits.answerTokens,
    };
  }

  #takeSwitch(): boolean {
    const wanted = this.#control.takeSwitch();
    if (!wanted) return false;
    this.#model = wanted.model;
    this.#recordModel(wanted.reason);
    return true;
  }

  #cap(): StepEnd {
    const met = this.#control.limit;
    if (met) return this.#limit(met);
    if (this.#steps >= this.#limits.steps) return this.#limitOf('steps');
    if (this.#tokens >= this.#limits.tokens) return this.#limitOf('tokens');
    if (this.#guard.exhausted) return this.#limitOf('repetition');
    return null;
  }

  #limitOf(limit: LimitMet['limit']): NonNullable<StepEnd> {
    return this.#limit({ limit, text: limitText(limit, this.#limits) });
  }

  #limit(met: LimitMet): NonNullable<StepEnd> {
    this.#recorder.fact('limit', met);
    return { end: 'limit', text: met.text, limit: met.limit };
  }

  /** The end after an abort: by the person, or by the clock. */
  #cut(): NonNullable<StepEnd> {
    const { limit } = this.#control;
    if (limit && !this.#stopSignal.aborted) return this.#limit(limit);
    return { end: 'stopped', text: 'The agent was stopped. Its work so far is kept.' };
  }

  #finish(ended: NonNullable<StepEnd>): void {
    if (ended.error) {
      const { message, code, hint } = ended.error;
      this.#recorder.append({ type: 'RUN_ERROR', message, code, metadata: { hint } });
      return;
    }
    this.#recorder.append({
      type: 'RUN_FINISHED',
      threadId: this.#recorder.header.runId,
      runId: this.#runId,
      result: { reason: ended.end },
      outcome: ended.end === 'stopped' ? { type: 'cancelled' } : { type: 'success' },
    });
  }
}

function countSteps(recorder: Recorder): number {
  return recorder.events.filter((event) => event.type === 'STEP_STARTED').length;
}

function hasAsked(recorder: Recorder): boolean {
  return recorder.events.some((event) => event.type === 'CUSTOM' && event.name === 'firsthand.question');
}

/** The next event; calls that end while it is on its way are recorded at once. */
async function settleMeanwhile<T>(coming: Promise<T>, calls: AnswerCalls): Promise<T> {
  const { atWork } = calls;
  if (!atWork) return coming;
  const through = await Promise.race([
    coming.then(
      () => false,
      () => false,
    ),
    atWork.then(() => true),
  ]);
  if (through) await calls.settle();
  return coming;
}

/** The promise's value, or the reason of the abort as soon as there is one. */
async function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // What comes after the abort is heard by nobody.
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** The model said its last word of the round: nothing is out of order between the kit and the model. */
function fromWords({ end, error }: NonNullable<StepEnd>): boolean {
  return end === 'done' || end === 'asks' || error?.code === 'no-tool' || error?.code === 'empty-answer';
}

function failed(error: ModelError): NonNullable<StepEnd> {
  return { end: 'failed', text: error.message, error };
}

function noTool(label: string): ModelError {
  return new ModelError(
    'no-tool',
    `${label} answered in words alone and used no tool, so nothing was made.`,
    'Choose a model that can call tools, or go on with the rehearsal.',
  );
}

function toolText(): ModelError {
  return new ModelError(
    'tool-text',
    'The model wrote its tool calls as text, so nothing was carried out.',
    'Switch on tool calls at the model server, choose another model, or go on with the rehearsal.',
  );
}

function emptyAnswer(): ModelError {
  return new ModelError(
    'empty-answer',
    'The model answered twice without a word and without a step.',
    'Ask in other words, choose another model, or go on with the rehearsal.',
  );
}

function streamEnded(): ModelError {
  return new ModelError(
    'broken-stream',
    'The model’s answer ended before it was finished.',
    'Ask again; if it happens often, look at the connection to the provider.',
  );
}

function asModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ModelError(
    'bad-request',
    `The model’s part failed: ${message}`,
    'Go on with the rehearsal, or start the run again.',
  );
}
