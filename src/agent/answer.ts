/** Takes one answer of the model into the record as it arrives. */
import { emptyPartial, type PartialObject, readPartial } from '../run/partial-json.ts';
import type { Recorder } from '../run/recorder.ts';
import type { FinishReason, ModelEvent, ModelUsage, ToolCall } from './model.ts';
import type { Tool } from './tool.ts';

export interface Answer {
  readonly calls: readonly ToolCall[];
  readonly finish: FinishReason;
  readonly usage: ModelUsage;
}

interface OpenCall {
  readonly id: string;
  readonly name: string;
  input: string;
  partial: PartialObject;
  doing: string;
  ended: boolean;
}

/** Writes the events of an answer; `close()` ends what is open, however the answer ended. */
export class AnswerRecorder {
  readonly #recorder: Recorder;
  readonly #tools: ReadonlyMap<string, Tool>;
  /** By the model's own id. */
  readonly #calls = new Map<string, OpenCall>();
  readonly #usedIds: Set<string>;
  #open: { kind: 'text' | 'reasoning'; id: string } | null = null;
  #messageId: string | null = null;

  constructor(recorder: Recorder, tools: ReadonlyMap<string, Tool>) {
    this.#recorder = recorder;
    this.#tools = tools;
    this.#usedIds = new Set(
      recorder.events.flatMap((event) => (event.type === 'TOOL_CALL_START' ? [event.toolCallId] : [])),
    );
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
        this.#endCall(this.#calls.get(event.id));
        return null;
      case 'answering':
        this.#recorder.fact('mode', {
          mode: 'live',
          model: event.model,
          reason: 'the first model did not answer',
        });
        return null;
      case 'outside':
        this.#recorder.fact('outside', { request: event.request, nearest: [...event.nearest] });
        return null;
      case 'finish':
        return this.#finish(event);
    }
  }

  /** Ends the open message and the open calls, so that the record stays well formed. */
  close(): void {
    this.#closeMessage();
    for (const call of this.#calls.values()) this.#endCall(call);
  }

  #finish(event: Extract<ModelEvent, { type: 'finish' }>): Answer {
    this.close();
    if (event.opaque !== undefined) {
      this.#recorder.append({
        type: 'REASONING_ENCRYPTED_VALUE',
        subtype: 'message',
        entityId: this.#messageId ?? '',
        encryptedValue: JSON.stringify(event.opaque),
      });
    }
    this.#recorder.fact('usage', { ...event.usage, finish: event.reason });
    const calls = Array.from(this.#calls.values(), ({ id, name, input }) => ({ id, name, input }));
    return { calls, finish: event.reason, usage: event.usage };
  }

  #say(kind: 'text' | 'reasoning', delta: string): void {
    if (delta === '') return;
    if (this.#open?.kind !== kind) this.#openMessage(kind);
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
    if (this.#calls.has(modelId)) return;
    this.#closeMessage();
    const id = this.#unusedId(modelId);
    const call = { id, name, input: '', partial: emptyPartial, doing: '', ended: false };
    this.#calls.set(modelId, call);
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
    let id = modelId;
    for (let count = 2; this.#usedIds.has(id); count += 1) id = `${modelId}-${count}`;
    this.#usedIds.add(id);
    return id;
  }

  #addInput(modelId: string, delta: string): void {
    const call = this.#calls.get(modelId);
    if (!call || call.ended || delta === '') return;
    call.input += delta;
    const { open } = call.partial;
    call.partial = readPartial(call.partial, delta);
    if (call.partial.open !== open || open === null) this.#tellDoing(call);
    this.#recorder.append({ type: 'TOOL_CALL_ARGS', toolCallId: call.id, delta });
  }

  #endCall(call: OpenCall | undefined): void {
    if (!call || call.ended) return;
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
