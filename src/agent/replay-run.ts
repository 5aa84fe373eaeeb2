/** Plays a whole record again: the model's part from the record, everything else for real. */
import { anySignal } from '../abort/any-signal.ts';
import type { Recorder } from '../run/recorder.ts';
import type { CheckOutcome, OwnEvent, OwnEventValue, RecordedEvent, RunRecord } from '../run/schema.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { RunControl } from './control.ts';
import { STOPPED_CALL } from './cut-result.ts';
import { runAgent } from './loop.ts';
import type { PaceOptions } from './models/pace.ts';
import { createReplayModel } from './models/replay.ts';
import type { RunLimits } from './run-limits.ts';
import type { Tool } from './tool.ts';

export interface ReplayRunOptions extends PaceOptions {
  readonly record: RunRecord;
  /** A fresh sandbox: the record's own seed is written into it. */
  readonly sandbox: Sandbox;
  readonly tools: readonly Tool[];
  /** Takes the events of the replay; its header says what is replayed. */
  readonly recorder: Recorder;
  /** Runs the checks that a person ran; without it their recorded result is shown. */
  readonly checks?: (signal: AbortSignal) => Promise<readonly CheckOutcome[]>;
  /** Carries out a change of the workbook that a person made, or that the run began with. */
  readonly onCommand?: (value: OwnEventValue<'workbook'>) => void;
  /** What is judged by the run's brand is judged by this one from here on. */
  readonly onBrand?: (brand: OwnEventValue<'brand'>) => void;
  /** Ends the replay. */
  readonly signal?: AbortSignal;
  readonly clock?: () => number;
}

/** A replay ends where the record does, not at caps of its own. */
const NO_LIMITS: Partial<RunLimits> = {
  steps: Number.POSITIVE_INFINITY,
  ms: Number.POSITIVE_INFINITY,
  tokens: Number.POSITIVE_INFINITY,
  retries: Number.POSITIVE_INFINITY,
  longestWaitMs: Number.MAX_VALUE,
};

/**
 * Replays a record and resolves once its last event has been played (or the signal was aborted).
 * The new record equals the old one but for run ids and times, as long as tools give the same results:
 * `comparableEvents` of both are equal. A run that was stopped in the middle of a command may differ there.
 */
export async function replayRun(options: ReplayRunOptions): Promise<void> {
  const player = new RecordPlayer(options);
  await player.play();
}

class RecordPlayer {
  readonly #options: ReplayRunOptions;
  readonly #recorder: Recorder;
  readonly #events: readonly RecordedEvent[];
  readonly #control = new RunControl();
  readonly #signal: AbortSignal;
  readonly #model;
  /** Writes of a person's edits that came while the agent worked. */
  readonly #writes: Promise<void>[] = [];
  /** The round that is played now. */
  #round: AbortController | null = null;
  /** The model is answering: what cuts its answer short, the replay model does itself. */
  #answering = false;

  constructor(options: ReplayRunOptions) {
    this.#options = options;
    this.#recorder = options.recorder;
    this.#events = options.record.events;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#model = createReplayModel(options.record, {
      ...options,
      ...(options.clock ? { now: options.clock } : {}),
      control: this.#control,
      onCut: () => this.#round?.abort(),
    });
  }

  async play(): Promise<void> {
    const off = this.#recorder.subscribe((event) => this.#after(event));
    try {
      for (let at = this.#place(); at < this.#events.length && !this.#signal.aborted; ) {
        const event = this.#events[at];
        if (event) await this.#playOne(event);
        await Promise.all(this.#writes.splice(0));
        const next = this.#place();
        // A record that cannot be followed further must not be played for ever.
        if (next <= at) return;
        at = next;
      }
    } finally {
      off();
    }
  }

  /** How many events of the record have been played. */
  #place(): number {
    return this.#recorder.events.length;
  }

  async #playOne(event: RecordedEvent): Promise<void> {
    if (event.type === 'RUN_STARTED') return this.#playRound();
    if (event.type !== 'CUSTOM') {
      this.#append(event);
      return;
    }
    await this.#playOwn(event);
  }

  async #playOwn(own: OwnEvent & RecordedEvent): Promise<void> {
    if (own.name === 'firsthand.file') await this.#write(own.value.path, own.value.after);
    if (own.name === 'firsthand.workbook') this.#options.onCommand?.(own.value);
    if (own.name === 'firsthand.brand') this.#options.onBrand?.(own.value);
    if (own.name === 'firsthand.checks' && this.#options.checks) {
      const results = await this.#options.checks(this.#signal);
      this.#recorder.fact('checks', { results: results.map((result) => ({ ...result })) });
      return;
    }
    this.#append(own);
  }

  async #playRound(): Promise<void> {
    const { sandbox, tools, clock } = this.#options;
    const request = this.#events[this.#place() + 1];
    this.#round = new AbortController();
    await runAgent({
      model: this.#model,
      tools,
      sandbox,
      recorder: this.#recorder,
      // The model's part is fixed: nobody reads it.
      system: '',
      control: this.#control,
      signal: anySignal([this.#signal, this.#round.signal]),
      // The record tells how long the kit waited; it need not wait again.
      sleep: () => Promise.resolve(),
      limits: NO_LIMITS,
      ...(request && isRequest(request) ? { request: requestOf(request.value) } : {}),
      ...(clock ? { clock } : {}),
    });
    this.#round = null;
  }

  /** What a person did while the agent worked happens again at the same place. */
  #after(event: RecordedEvent): void {
    const place = event.seq - (this.#recorder.events[0]?.seq ?? 1);
    const next = this.#events[place + 1];
    // What comes after the end of a round is played once it has ended.
    if (event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR') this.#round = null;
    if (event.type === 'STEP_STARTED') this.#answering = true;
    if (event.type === 'STEP_FINISHED' || endsAnswer(event)) this.#answering = false;
    if (!this.#round || !next) return;
    if (next.type === 'TOOL_CALL_RESULT' && next.content === STOPPED_CALL) this.#round.abort();
    if (next.type === 'RUN_FINISHED' && next.outcome?.type === 'cancelled') this.#round.abort();
    if (next.type !== 'CUSTOM') return;
    if (next.name === 'firsthand.limit') this.#control.expire(next.value);
    if (next.name === 'firsthand.human') this.#act(next.value);
    // In mid-answer the replay model changes it: it knows whether anything was said before.
    if (next.name === 'firsthand.mode' && !this.#answering) {
      const { mode, model, reason = '' } = next.value;
      this.#control.switchModel({ ...this.#model, mode, label: model }, reason);
    }
    if (next.name === 'firsthand.file' && next.value.by === 'person') {
      this.#writes.push(this.#write(next.value.path, next.value.after));
      this.#append(next);
    }
    if (next.name === 'firsthand.workbook' && next.value.by === 'person') {
      this.#options.onCommand?.(next.value);
      this.#append(next);
    }
    if (next.name === 'firsthand.brand') {
      this.#options.onBrand?.(next.value);
      this.#append(next);
    }
    if (next.name === 'firsthand.checks' && next.value.callId === undefined) this.#append(next);
  }

  #act(value: Extract<OwnEvent, { name: 'firsthand.human' }>['value']): void {
    switch (value.kind) {
      case 'message':
        this.#control.message(value.text ?? '');
        break;
      case 'pause':
        this.#control.pause();
        break;
      case 'resume':
        this.#control.resume();
        break;
      case 'stop':
        this.#control.stop();
        break;
      case 'request':
        break;
      default:
        this.#recorder.fact('human', value);
    }
  }

  async #write(path: string, after: string | null): Promise<void> {
    const { fs } = this.#options.sandbox;
    if (after === null) await fs.remove(path);
    else await fs.write(path, after);
  }

  #append(event: RecordedEvent): void {
    const { seq: _seq, timestamp: _timestamp, ...rest } = event;
    this.#recorder.append(rest);
  }
}

function isRequest(
  event: RecordedEvent,
): event is RecordedEvent & Extract<OwnEvent, { name: 'firsthand.human' }> {
  return event.type === 'CUSTOM' && event.name === 'firsthand.human' && event.value.kind === 'request';
}

function requestOf(value: { text?: string | undefined; changeId?: string | undefined }): {
  text: string;
  changeId?: string;
} {
  return {
    text: value.text ?? '',
    ...(value.changeId === undefined ? {} : { changeId: value.changeId }),
  };
}

function endsAnswer(event: RecordedEvent): boolean {
  return event.type === 'CUSTOM' && event.name === 'firsthand.usage' && event.value.finish !== undefined;
}
