/** Takes one answer of the model into the record as it arrives. */
import { emptyPartial, type PartialObject, readPartial } from '../run/partial-json.ts';
import type { Recorder } from '../run/recorder.ts';
import type { FinishReason, ModelEvent, ModelUsage, ToolCall } from './model.ts';
import type { Tool } from './tool.ts';

export interface Answer {
  readonly calls: readonly ToolCall[];
  readonly finish: FinishReason;
  readonly usage: ModelUsage;
  /** What was said to people. */
  readonly text: string;
  /** A tool call was written as text. */
  readonly toolText: boolean;
  /** A rehearsal that was asked for what it does not know. */
  readonly outside: boolean;
}

/** Characters of a call's id in the record. Some gateways put kilobytes into theirs, and every event repeats it. */
const MAX_ID = 100;

interface OpenCall {
  readonly id: string;
  readonly name: string;
  input: string;
  partial: PartialObject;
  doing: string;
  ended: boolean;
}

/**
 * Writes the events of an answer; `close()` ends what is open, however the answer ended. `onCall` hears of each call
 * as soon as its input is whole.
 */
export class AnswerRecorder {
  readonly #recorder: Recorder;
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #onCall: (call: ToolCall) => void;
  /** In the order they began. */
  readonly #calls: OpenCall[] = [];
  /** The last call under each of the model's own ids: some models give several calls one id. */
  readonly #byModelId = new Map<string, OpenCall>();
  readonly #usedIds: Set<string>;
  #open: { kind: 'text' | 'reasoning'; id: string } | null = null;
  #messageId: string | null = null;
  /** Messages of text so far. */
  #messages: string[] = [];
  #text = '';
  #toolText = false;
  #outside = false;

  constructor(
    recorder: Recorder,
    tools: ReadonlyMap<string, Tool>,
    onCall: (call: ToolCall) => void = () => undefined,
  ) {
    this.#recorder = recorder;
    this.#tools = tools;
    this.#onCall = onCall;
    this.#usedIds = new Set(
      recorder.events.flatMap((event) => (event.type === 'TOOL_CALL_START' ? [event.toolCallId] : [])),
    );
  }

  /** People saw a part of this answer. */
  get visible(): boolean {
    return this.#text.trim() !== '' || this.#calls.length > 0;
  }

  /** Takes an event; returns the whole answer once it is finished. */
  take(event: ModelEvent): Answer | null {
    switch (event.type) {
      case 'text':
        this.#say('text', event.delta);
        return null;
      case 'reasoning':
        this.#say('reasoning', event.delta);
        return null;
      case 'call-start':
        this.#startCall(event.id, event.name);
        return null;
      case 'call-input':
        this.#addInput(event.id, event.delta);
        return null;
      case 'call-end':
        this.#completeCall(this.#byModelId.get(event.id));
        return null;
      case 'wait':
        return null;
      case 'thought':
        this.#rethink();
        return null;
      case 'tool-text':
        this.#toolText = true;
        this.#recorder.fact('tool-text', { text: event.text.slice(0, 4000) });
        return null;
      case 'answering':
        this.#recorder.fact('mode', {
          mode: 'live',
          model: event.model,
          reason: 'the first model did not answer',
        });
        return null;
      case 'outside':
        this.#outside = true;
        this.#recorder.fact('outside', { request: event.request, nearest: [...event.nearest] });
        return null;
      case 'finish':
        return this.#finish(event);
    }
  }

  /** Ends the open message and the open calls, so that the record stays well formed. */
  close(): void {
    this.#closeMessage();
    for (const call of this.#calls) this.#endCall(call);
  }

  #finish(event: Extract<ModelEvent, { type: 'finish' }>): Answer {
    this.#closeMessage();
    // A call that nobody closed is whole where its answer is.
    for (const call of this.#calls) this.#completeCall(call);
    if (event.opaque !== undefined) {
      this.#recorder.append({
        type: 'REASONING_ENCRYPTED_VALUE',
        subtype: 'message',
        entityId: this.#messageId ?? '',
        encryptedValue: JSON.stringify(event.opaque),
      });
    }
    this.#recorder.fact('usage', { ...event.usage, finish: event.reason });
    return {
      calls: this.#calls.map(toCall),
      finish: event.reason,
      usage: event.usage,
      text: this.#text,
      toolText: this.#toolText,
      outside: this.#outside,
    };
  }

  /** What was said so far is thinking. */
  #rethink(): void {
    this.#closeMessage();
    for (const messageId of this.#messages.splice(0)) this.#recorder.fact('thought', { messageId });
    this.#text = '';
    this.#messageId = null;
  }

  #say(kind: 'text' | 'reasoning', delta: string): void {
    if (delta === '') return;
    if (this.#open?.kind !== kind) this.#openMessage(kind);
    if (kind === 'text') this.#text += delta;
    const messageId = this.#open?.id ?? '';
    this.#recorder.append(
      kind === 'text'
        ? { type: 'TEXT_MESSAGE_CONTENT', messageId, delta }
        : { type: 'REASONING_MESSAGE_CONTENT', messageId, delta },
    );
  }

  #openMessage(kind: 'text' | 'reasoning'): void {
    this.#closeMessage();
    const id = this.#recorder.nextId('m');
    this.#open = { kind, id };
    if (kind === 'text') {
      this.#messageId ??= id;
      this.#messages.push(id);
      this.#recorder.append({ type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant' });
    } else {
      this.#recorder.append({ type: 'REASONING_START', messageId: id });
      this.#recorder.append({ type: 'REASONING_MESSAGE_START', messageId: id, role: 'reasoning' });
    }
  }

  #closeMessage(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    if (open.kind === 'text') {
      this.#recorder.append({ type: 'TEXT_MESSAGE_END', messageId: open.id });
    } else {
      this.#recorder.append({ type: 'REASONING_MESSAGE_END', messageId: open.id });
      this.#recorder.append({ type: 'REASONING_END', messageId: open.id });
    }
  }

  #startCall(modelId: string, name: string): void {
    this.#closeMessage();
    // Another call under the id of one that is still open: that one is whole.
    this.#completeCall(this.#byModelId.get(modelId));
    const id = this.#unusedId(modelId);
    const call = { id, name, input: '', partial: emptyPartial, doing: '', ended: false };
    this.#calls.push(call);
    this.#byModelId.set(modelId, call);
    this.#recorder.append({
      type: 'TOOL_CALL_START',
      toolCallId: id,
      toolCallName: name,
      ...(this.#messageId === null ? {} : { parentMessageId: this.#messageId }),
    });
    this.#tellDoing(call);
  }

  /** Two models of one run may count their calls alike. */
  #unusedId(modelId: string): string {
    const own = modelId.slice(0, MAX_ID);
    let id = own;
    for (let count = 2; this.#usedIds.has(id); count += 1) id = `${own}-${count}`;
    this.#usedIds.add(id);
    return id;
  }

  #addInput(modelId: string, delta: string): void {
    const call = this.#byModelId.get(modelId);
    if (!call || call.ended || delta === '') return;
    call.input += delta;
    const { open } = call.partial;
    call.partial = readPartial(call.partial, delta);
    if (call.partial.open !== open || open === null) this.#tellDoing(call);
    this.#recorder.append({ type: 'TOOL_CALL_ARGS', toolCallId: call.id, delta });
  }

  #completeCall(call: OpenCall | undefined): void {
    if (!call || call.ended) return;
    this.#endCall(call);
    this.#onCall(toCall(call));
  }

  #endCall(call: OpenCall): void {
    if (call.ended) return;
    call.ended = true;
    this.#tellDoing(call);
    this.#recorder.append({ type: 'TOOL_CALL_END', toolCallId: call.id });
  }

  /** Tells what the call does as soon as its input says more; a string still arriving is not read. */
  #tellDoing(call: OpenCall): void {
    const tool = this.#tools.get(call.name);
    if (!tool) return;
    const known: Record<string, string> = { ...call.partial.strings };
    if (call.partial.open !== null) delete known[call.partial.open];
    const text = tool.line(known).slice(0, 300);
    if (text === call.doing) return;
    call.doing = text;
    this.#recorder.fact('doing', { callId: call.id, text });
  }
}

function toCall({ id, name, input }: OpenCall): ToolCall {
  return { id, name, input };
}
