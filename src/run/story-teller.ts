import { emptyPartial, type PartialObject, readPartial } from './partial-json.ts';
import type { OwnEvent, OwnEventValue, RecordedEvent } from './schema.ts';
import { callDetail, callIcon, callText, resultDetail, writingFile } from './story-call.ts';
import type {
  HumanMoment,
  OpenCall,
  Story,
  StoryMemory,
  StoryPhase,
  StoryStatus,
  StoryStep,
  UsageTotals,
} from './story-model.ts';
import { durationText, firstSentence, runLine } from './story-words.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Stamp = Pick<RecordedEvent, 'seq' | 'timestamp'>;

const STEERING: ReadonlySet<HumanMoment['kind']> = new Set([
  'message',
  'stop',
  'undo',
  'redo',
  'edit',
  'override',
]);

const HUMAN_WORDS: Readonly<Record<HumanMoment['kind'], string>> = {
  request: 'Asked for a change',
  message: 'Sent a message',
  pause: 'Paused the agent',
  resume: 'Let the agent go on',
  stop: 'Stopped the agent',
  undo: 'Took back the last change',
  redo: 'Made the change again',
  edit: 'Changed a file by hand',
  override: 'Overruled the agent',
};

const MODE_WORDS: Readonly<Record<Story['mode'], string>> = {
  rehearsal: 'A rehearsal takes over',
  live: 'A live model takes over',
  replay: 'A recorded run plays on',
};

/** Tells events one by one into a copy of a story. Lists are copied once, steps and phases only on change. */
export class StoryTeller {
  readonly #story: Writable<Story>;
  readonly #steps: StoryStep[];
  readonly #phases: Writable<StoryPhase>[];
  readonly #memory: Writable<StoryMemory>;
  /** Phases whose steps changed. */
  readonly #touched = new Set<string>();

  constructor(before: Story) {
    this.#story = { ...before };
    this.#steps = [...before.steps];
    this.#phases = before.phases.map((phase) => phase);
    this.#memory = { ...before.telling };
  }

  result(): Story {
    const phases = this.#phases.map((phase) =>
      this.#touched.has(phase.id)
        ? { ...phase, steps: this.#steps.filter((step) => step.phaseId === phase.id) }
        : phase,
    );
    const story = { ...this.#story, phases, steps: this.#steps, telling: this.#memory };
    return { ...story, line: runLine(story) };
  }

  tell(event: RecordedEvent): void {
    this.#story.seq = event.seq;
    this.#story.lastAt = event.timestamp;
    this.#story.startedAt ??= event.timestamp;
    switch (event.type) {
      case 'RUN_STARTED':
        this.#start(event);
        break;
      case 'RUN_FINISHED':
        this.#finish(finishedStatus(event), event);
        break;
      case 'RUN_ERROR':
        this.#fail(event.code ?? 'failed', event.message, hintOf(event.metadata), event);
        break;
      case 'TEXT_MESSAGE_START':
        if (event.role === undefined || event.role === 'assistant') this.#openMessage(event.messageId);
        break;
      case 'TEXT_MESSAGE_CONTENT':
        this.#say(event.messageId, event.delta, event);
        break;
      case 'TEXT_MESSAGE_END':
        this.#closeMessage(event.messageId, event);
        break;
      case 'REASONING_MESSAGE_CONTENT':
        this.#awake();
        this.#story.thinking = (this.#story.thinking ?? '') + event.delta;
        break;
      case 'REASONING_END':
        this.#story.thinking = null;
        break;
      case 'TOOL_CALL_START':
        this.#openCall(event.toolCallId, event.toolCallName, event);
        break;
      case 'TOOL_CALL_ARGS':
        this.#readInput(event.toolCallId, event.delta, event);
        break;
      case 'TOOL_CALL_RESULT':
        this.#changeCall(event.toolCallId, { result: resultText(event.content) }, event);
        break;
      case 'CUSTOM':
        this.#tellOwn(event, event);
        break;
      default:
        break;
    }
  }

  #tellOwn(own: OwnEvent, stamp: Stamp): void {
    switch (own.name) {
      case 'firsthand.phase':
        this.#openPhase(own.value.title, stamp);
        break;
      case 'firsthand.doing':
        this.#doing(own.value.callId, own.value.text, stamp);
        break;
      case 'firsthand.line':
        this.#closeCall(own.value, stamp);
        break;
      case 'firsthand.file':
        this.#file(own.value, stamp);
        break;
      case 'firsthand.output':
        this.#output(own.value.callId, own.value.text, stamp);
        break;
      case 'firsthand.checks':
        this.#checks(own.value, stamp);
        break;
      case 'firsthand.tests':
        this.#tests(own.value, stamp);
        break;
      case 'firsthand.human':
        this.#human(own.value, stamp);
        break;
      case 'firsthand.usage':
        this.#usage(own.value);
        break;
      case 'firsthand.mode':
        this.#mode(own.value, stamp);
        break;
      case 'firsthand.limit':
        this.#story.problem = { code: own.value.limit, text: own.value.text, hint: '' };
        this.#notice(own.value.text, 'failed', stamp);
        break;
      case 'firsthand.retry':
        this.#retry(own.value, stamp);
        break;
      case 'firsthand.outside':
        this.#story.outside = own.value;
        break;
      default:
        break;
    }
  }

  // Rounds

  #start(stamp: Stamp): void {
    this.#story.status = 'working';
    this.#story.activeSince = stamp.timestamp;
    this.#story.problem = null;
    this.#story.outside = null;
  }

  #finish(status: StoryStatus, stamp: Stamp): void {
    this.#rest(stamp);
    this.#story.status = status;
    this.#story.thinking = null;
    this.#story.waiting = null;
    this.#story.writing = null;
    this.#memory.retry = null;
    for (const step of this.#steps) {
      if (step.state === 'running') this.#end(step.index, status === 'done' ? 'ok' : 'cut', stamp);
    }
    const ending = status === 'done' ? 'done' : status === 'stopped' ? 'cut' : 'failed';
    this.#closePhase(ending, stamp);
    this.#memory.calls = {};
    this.#memory.messages = {};
  }

  #fail(code: string, text: string, hint: string, stamp: Stamp): void {
    this.#story.problem = { code, text, hint };
    this.#notice(text, 'failed', stamp);
    this.#finish('failed', stamp);
  }

  /** Stops the clock. */
  #rest(stamp: Stamp): void {
    if (this.#story.activeSince !== null) {
      this.#story.activeMs += Math.max(0, stamp.timestamp - this.#story.activeSince);
      this.#story.activeSince = null;
    }
  }

  /** The model answers again after a wait. */
  #awake(): void {
    this.#story.waiting = null;
    if (this.#memory.retry !== null) {
      const step = this.#steps[this.#memory.retry];
      if (step) this.#change(step.index, { state: 'ok', endedAt: this.#story.lastAt });
      this.#memory.retry = null;
    }
  }

  // Phases

  #openPhase(title: string, stamp: Stamp): void {
    const current = this.#phases.at(-1);
    if (current?.title === title && current.round === this.#story.rounds && current.state === 'running')
      return;
    this.#closePhase('done', stamp);
    const id = `p${this.#phases.length + 1}`;
    this.#phases.push({
      id,
      title,
      round: this.#story.rounds,
      state: 'running',
      startedAt: stamp.timestamp,
      endedAt: null,
      steps: [],
    });
    this.#touched.add(id);
  }

  #closePhase(state: StoryPhase['state'], stamp: Stamp): void {
    const at = this.#phases.length - 1;
    const current = this.#phases[at];
    if (current?.state !== 'running') return;
    this.#phases[at] = { ...current, state, endedAt: stamp.timestamp };
  }

  /** The running phase, opened where the agent announced none. */
  #phase(stamp: Stamp): string {
    const current = this.#phases.at(-1);
    if (current?.state === 'running') return current.id;
    // A moment between two rounds (an undo, an edit) belongs to what came before.
    if (current && this.#story.activeSince === null) return current.id;
    this.#openPhase(this.#story.rounds > 1 ? 'Your change' : 'Build', stamp);
    return this.#phases.at(-1)?.id ?? '';
  }

  // Steps

  #add(
    step: Pick<StoryStep, 'kind' | 'icon' | 'state' | 'text' | 'detail'> & Partial<StoryStep>,
    stamp: Stamp,
  ): number {
    const index = this.#steps.length;
    const phaseId = this.#phase(stamp);
    this.#steps.push({
      id: `s${index + 1}`,
      index,
      phaseId,
      round: this.#story.rounds,
      startedAt: stamp.timestamp,
      endedAt: step.state === 'running' ? null : stamp.timestamp,
      from: stamp.seq,
      to: stamp.seq,
      ...step,
    });
    this.#touched.add(phaseId);
    return index;
  }

  #change(index: number, change: Partial<StoryStep>): void {
    const step = this.#steps[index];
    if (!step) return;
    this.#steps[index] = { ...step, ...change };
    this.#touched.add(step.phaseId);
  }

  #end(index: number, state: StoryStep['state'], stamp: Stamp): void {
    this.#change(index, { state, endedAt: stamp.timestamp, to: stamp.seq });
  }

  #notice(text: string, state: StoryStep['state'], stamp: Stamp): number {
    return this.#add({ kind: 'notice', icon: 'notice', state, text, detail: null }, stamp);
  }

  // The agent's words

  #openMessage(messageId: string): void {
    this.#awake();
    this.#memory.messages = { ...this.#memory.messages, [messageId]: { text: '', step: null } };
  }

  #say(messageId: string, delta: string, stamp: Stamp): void {
    const message = this.#memory.messages[messageId];
    if (!message) return;
    const text = message.text + delta;
    let { step } = message;
    if (step === null && text.trim() !== '') {
      step = this.#add({ kind: 'say', icon: 'say', state: 'running', text: '', detail: null }, stamp);
    }
    if (step !== null) {
      this.#change(step, {
        text: firstSentence(text),
        detail: { type: 'text', text: text.trim() },
        to: stamp.seq,
      });
    }
    this.#memory.messages = { ...this.#memory.messages, [messageId]: { text, step } };
  }

  #closeMessage(messageId: string, stamp: Stamp): void {
    const step = this.#memory.messages[messageId]?.step;
    if (step !== null && step !== undefined) this.#end(step, 'ok', stamp);
    const { [messageId]: _closed, ...open } = this.#memory.messages;
    this.#memory.messages = open;
  }

  // Calls

  #openCall(callId: string, name: string, stamp: Stamp): void {
    this.#awake();
    const call: OpenCall = {
      name,
      step: null,
      input: emptyPartial,
      output: '',
      result: '',
      tests: null,
    };
    if (name === 'set_phase') {
      this.#keepCall(callId, call);
      return;
    }
    this.#story.toolCalls += 1;
    const step = this.#add(
      {
        kind: 'call',
        icon: callIcon(name),
        state: 'running',
        text: callText(call),
        detail: null,
        tool: name,
        callId,
      },
      stamp,
    );
    this.#keepCall(callId, { ...call, step });
  }

  #keepCall(callId: string, call: OpenCall): void {
    this.#memory.calls = { ...this.#memory.calls, [callId]: call };
  }

  #readInput(callId: string, delta: string, stamp: Stamp): void {
    const call = this.#memory.calls[callId];
    if (!call) return;
    const input: PartialObject = readPartial(call.input, delta);
    this.#changeCall(callId, { input }, stamp);
    const writing = writingFile(callId, { ...call, input });
    if (writing) this.#story.writing = writing;
  }

  #changeCall(callId: string, change: Partial<OpenCall>, stamp: Stamp): void {
    const before = this.#memory.calls[callId];
    if (!before) return;
    const call = { ...before, ...change };
    this.#keepCall(callId, call);
    if (call.step === null) return;
    const shown = this.#steps[call.step]?.detail ?? null;
    this.#change(call.step, { detail: callDetail(call, this.#story.files, shown), to: stamp.seq });
  }

  #doing(callId: string, text: string, stamp: Stamp): void {
    const step = this.#memory.calls[callId]?.step;
    if (step !== null && step !== undefined) this.#change(step, { text, to: stamp.seq });
  }

  #output(callId: string, text: string, stamp: Stamp): void {
    const call = this.#memory.calls[callId];
    if (call) this.#changeCall(callId, { output: call.output + text }, stamp);
  }

  #closeCall(value: OwnEventValue<'line'>, stamp: Stamp): void {
    const call = this.#memory.calls[value.callId];
    if (!call) return;
    if (this.#story.writing?.callId === value.callId) this.#story.writing = null;
    if (call.step !== null) {
      const shown = this.#steps[call.step]?.detail ?? null;
      this.#change(call.step, { text: value.text, detail: resultDetail(call, shown) });
      this.#end(call.step, value.cut ? 'cut' : value.ok ? 'ok' : 'failed', stamp);
    }
    const { [value.callId]: _closed, ...open } = this.#memory.calls;
    this.#memory.calls = open;
  }

  // Facts

  #file(value: OwnEventValue<'file'>, stamp: Stamp): void {
    const { [value.path]: _before, ...rest } = this.#story.files;
    this.#story.files = value.after === null ? rest : { ...rest, [value.path]: value.after };
    if (value.by !== 'seed' && this.#story.checks)
      this.#story.checks = { ...this.#story.checks, stale: true };
    if (value.by === 'agent') {
      const { [value.path]: _known, ...written } = this.#memory.written;
      this.#memory.written = value.after === null ? written : { ...written, [value.path]: true };
    }
    const call = value.callId === undefined ? undefined : this.#memory.calls[value.callId];
    const { path, before, after } = value;
    if (call && call.step !== null && (call.name === 'write_file' || call.name === 'edit_file')) {
      this.#change(call.step, { detail: { type: 'file', path, before, after }, to: stamp.seq });
      if (this.#story.writing?.callId === value.callId) this.#story.writing = null;
    } else if (value.by === 'person') {
      this.#attachToPerson({ type: 'file', path, before, after }, stamp);
    }
  }

  /** A file that a person changed shows under the moment that was just told. */
  #attachToPerson(detail: NonNullable<StoryStep['detail']>, stamp: Stamp): void {
    const last = this.#steps.at(-1);
    if (last?.kind === 'person') this.#change(last.index, { detail: last.detail ?? detail, to: stamp.seq });
  }

  #checks(value: OwnEventValue<'checks'>, stamp: Stamp): void {
    const failed = value.results.some((result) => !result.pass);
    if (this.#memory.checksFailed && !failed) this.#story.repairs += 1;
    this.#memory.checksFailed = failed;
    this.#story.checks = { results: value.results, at: stamp.timestamp, stale: false };
    const step = value.callId === undefined ? null : (this.#memory.calls[value.callId]?.step ?? null);
    const detail = { type: 'checks', results: value.results } as const;
    if (step !== null) this.#change(step, { detail, to: stamp.seq });
  }

  #tests(value: OwnEventValue<'tests'>, stamp: Stamp): void {
    const { passed, failed, firstFailure } = value;
    const outcome = { passed, failed, ...(firstFailure === undefined ? {} : { firstFailure }) };
    if ((this.#story.tests?.failed ?? 0) > 0 && failed === 0) this.#story.repairs += 1;
    this.#story.tests = { ...outcome, at: stamp.timestamp };
    const call = value.callId === undefined ? undefined : this.#memory.calls[value.callId];
    if (!call || value.callId === undefined) return;
    this.#changeCall(value.callId, { tests: outcome }, stamp);
    if (call.step !== null) this.#change(call.step, { icon: 'tests' });
  }

  #human(value: OwnEventValue<'human'>, stamp: Stamp): void {
    const { kind, text = '' } = value;
    if (kind === 'request') {
      this.#story.rounds += 1;
      this.#closePhase('done', stamp);
      this.#openPhase(this.#story.rounds === 1 ? 'Your request' : 'Your change', stamp);
    }
    if (kind === 'pause') {
      this.#rest(stamp);
      this.#story.status = 'paused';
    }
    if (kind === 'resume') {
      this.#story.activeSince = stamp.timestamp;
      this.#story.status = 'working';
    }
    const moment = { kind, text, at: stamp.timestamp, seq: stamp.seq, round: this.#story.rounds };
    this.#story.human = [...this.#story.human, moment];
    if (STEERING.has(kind) || (kind === 'request' && this.#story.rounds > 1)) this.#story.interventions += 1;
    this.#add(
      {
        kind: 'person',
        icon: 'person',
        state: 'ok',
        text: firstSentence(text) || HUMAN_WORDS[kind],
        detail: text.length > firstSentence(text).length ? { type: 'text', text } : null,
      },
      stamp,
    );
  }

  #usage(value: OwnEventValue<'usage'>): void {
    if (this.#story.mode === 'live') this.#story.usage = addUsage(this.#story.usage, value);
    if (this.#story.mode === 'replay') this.#story.replayedUsage = addUsage(this.#story.replayedUsage, value);
  }

  #mode(value: OwnEventValue<'mode'>, stamp: Stamp): void {
    const change = {
      mode: value.mode,
      model: value.model,
      reason: value.reason ?? '',
      at: stamp.timestamp,
      seq: stamp.seq,
    };
    this.#story.modeChanges = [...this.#story.modeChanges, change];
    // A replay of a run that changed its mode is still a replay.
    if (this.#story.mode !== 'replay') this.#story.mode = value.mode;
    this.#story.model = value.model;
    this.#story.waiting = null;
    const words = MODE_WORDS[value.mode];
    this.#notice(value.reason ? `${words}: ${value.reason}` : words, 'ok', stamp);
  }

  #retry(value: OwnEventValue<'retry'>, stamp: Stamp): void {
    this.#awake();
    const text = `${value.text} Asking again in ${durationText(value.waitMs)}.`;
    this.#story.waiting = { text, until: stamp.timestamp + value.waitMs };
    this.#memory.retry = this.#notice(text, 'running', stamp);
  }
}

function addUsage(sum: UsageTotals, value: OwnEventValue<'usage'>): UsageTotals {
  return {
    input: sum.input + value.input,
    output: sum.output + value.output,
    cacheRead: sum.cacheRead + value.cacheRead,
    cacheWrite: sum.cacheWrite + value.cacheWrite,
    reasoning: sum.reasoning + value.reasoning,
    microUsd: sum.microUsd + (value.microUsd ?? 0),
    unpriced: sum.unpriced + (value.microUsd === undefined ? 1 : 0),
    estimated: sum.estimated || value.estimated,
    answers: sum.answers + 1,
  };
}

function finishedStatus(event: Extract<RecordedEvent, { type: 'RUN_FINISHED' }>): StoryStatus {
  if (event.outcome?.type === 'cancelled') return 'stopped';
  const result: unknown = event.result;
  const reason =
    typeof result === 'object' && result !== null && 'reason' in result ? result.reason : undefined;
  return reason === 'limit' || reason === 'refused' ? reason : 'done';
}

function resultText(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function hintOf(metadata: unknown): string {
  if (typeof metadata !== 'object' || metadata === null || !('hint' in metadata)) return '';
  return typeof metadata.hint === 'string' ? metadata.hint : '';
}
