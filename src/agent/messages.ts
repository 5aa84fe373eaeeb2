/** The conversation as the model reads it, rebuilt from the record: what the record does not hold was not said. */
import type { OwnEvent, RecordedEvent } from '../run/schema.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import { LOST_CALL } from './cut-result.ts';
import type { ModelMessage, ToolCall } from './model.ts';

/** What the model reads where its answer met the limit of its length before it called a tool. */
const CUT_ANSWER =
  'Your answer was cut at the limit of its length. Go on where it stopped, in smaller pieces.';

/** What the model reads where it wrote its calls as text. */
const TOOL_AS_TEXT =
  'Your answer held a tool call written as text. Nobody reads or carries out such text. Call the tools through the interface for tool calls.';

interface Draft {
  text: string;
  opaque: unknown;
  toolText: boolean;
  readonly calls: Map<string, { name: string; input: string }>;
}

/**
 * Messages of a run, in order. An answer that was cut in mid-stream is left out, but for the calls of it that were
 * carried out: with those it stays, so that none is ever made twice. A call of a whole answer without a result (the
 * page was closed) gets one that says so. Use it at every step and to take up a run again.
 */
export function messagesOf(events: readonly RecordedEvent[]): readonly ModelMessage[] {
  const builder = new MessageBuilder();
  for (const event of events) builder.read(event);
  return builder.result();
}

class MessageBuilder {
  readonly #messages: ModelMessage[] = [];
  readonly #results = new Map<string, { text: string; ok: boolean }>();
  readonly #notes: string[] = [];
  #draft: Draft | null = null;
  /** Said to the model before its next answer. */
  #remark: string | null = null;
  /** The person takes something back: the moment says so, its changes need no words. */
  #retracing = false;

  read(event: RecordedEvent): void {
    switch (event.type) {
      case 'STEP_STARTED':
        this.#commitCut();
        if (this.#remark !== null) this.#messages.push({ role: 'user', text: this.#remark });
        this.#remark = null;
        this.#draft = newDraft();
        break;
      case 'STEP_FINISHED':
        this.#commitCut();
        this.#draft = null;
        break;
      case 'TEXT_MESSAGE_CONTENT':
        if (this.#draft) this.#draft.text += event.delta;
        break;
      case 'TOOL_CALL_START':
        this.#draft?.calls.set(event.toolCallId, { name: event.toolCallName, input: '' });
        break;
      case 'TOOL_CALL_ARGS':
        this.#addInput(event.toolCallId, event.delta);
        break;
      case 'REASONING_ENCRYPTED_VALUE':
        if (this.#draft) this.#draft.opaque = parseOpaque(event.encryptedValue);
        break;
      case 'TOOL_CALL_RESULT':
        this.#results.set(event.toolCallId, {
          text: String(event.content),
          ok: isOk(event.metadata),
        });
        break;
      case 'CUSTOM':
        this.#readOwn(event);
        break;
      default:
        break;
    }
  }

  result(): readonly ModelMessage[] {
    return this.#messages.flatMap((message) =>
      message.role === 'assistant'
        ? [message, ...message.calls.map((call) => this.#toolMessage(call))]
        : [message],
    );
  }

  #readOwn(own: OwnEvent): void {
    switch (own.name) {
      case 'firsthand.usage':
        if (!own.value.finish) break;
        if (own.value.finish === 'refusal') this.#commitCut();
        else this.#commit(own.value.finish === 'length');
        this.#draft = null;
        break;
      case 'firsthand.retry':
        this.#commitCut();
        break;
      case 'firsthand.mode':
        this.#commitCut();
        this.#forgetOpaque();
        break;
      case 'firsthand.thought':
        if (this.#draft) this.#draft.text = '';
        break;
      case 'firsthand.tool-text':
        if (this.#draft) this.#draft.toolText = true;
        break;
      case 'firsthand.human':
        this.#human(own.value);
        break;
      case 'firsthand.file':
        if (own.value.by === 'person') this.#notes.push(fileNote(own.value.path, own.value.after));
        break;
      case 'firsthand.workbook':
        if (own.value.by === 'person' && !this.#retracing) this.#notes.push(workbookNote(own.value.command));
        break;
      default:
        break;
    }
  }

  #human(value: Extract<OwnEvent, { name: 'firsthand.human' }>['value']): void {
    if (value.kind === 'stop') this.#notes.push('The person stopped your work before this message.');
    this.#retracing = value.kind === 'undo' || value.kind === 'redo';
    if (value.kind === 'redo') this.#notes.push('The person made that change again.');
    if (value.kind === 'undo') this.#notes.push('The person took back the last change.');
    if (value.kind !== 'request' && value.kind !== 'message') return;
    const note = shortNote(this.#notes.splice(0));
    this.#messages.push({ role: 'user', text: value.text ?? '', ...(note ? { note } : {}) });
    this.#remark = null;
  }

  #addInput(callId: string, delta: string): void {
    const call = this.#draft?.calls.get(callId);
    if (call) call.input += delta;
  }

  #commit(cut: boolean): void {
    const draft = this.#draft;
    if (!draft) return;
    const calls = Array.from(draft.calls, ([id, call]): ToolCall => ({ id, ...call }));
    if (calls.length > 0 || draft.text !== '') {
      this.#messages.push({
        role: 'assistant',
        text: draft.text,
        calls,
        ...(draft.opaque === undefined ? {} : { opaque: draft.opaque }),
      });
    }
    if (calls.length > 0) return;
    if (cut) this.#remark = CUT_ANSWER;
    else if (draft.toolText) this.#remark = TOOL_AS_TEXT;
  }

  /** An answer that did not come to its end: what was carried out stays, the rest was not said. */
  #commitCut(): void {
    const draft = this.#draft;
    if (!draft) return;
    this.#draft = newDraft();
    const calls = Array.from(draft.calls, ([id, call]): ToolCall => ({ id, ...call })).filter(({ id }) =>
      this.#results.has(id),
    );
    // Without its end nothing says what the provider wants back.
    if (calls.length > 0) this.#messages.push({ role: 'assistant', text: draft.text, calls });
  }

  /** What one provider wanted back means nothing to the next. */
  #forgetOpaque(): void {
    for (const [index, message] of this.#messages.entries()) {
      if (message.role !== 'assistant' || message.opaque === undefined) continue;
      const { opaque: _opaque, ...rest } = message;
      this.#messages[index] = rest;
    }
  }

  #toolMessage(call: ToolCall): ModelMessage {
    const result = this.#results.get(call.id) ?? { text: LOST_CALL, ok: false };
    return { role: 'tool', callId: call.id, name: call.name, ...result };
  }
}

function newDraft(): Draft {
  return { text: '', opaque: undefined, toolText: false, calls: new Map() };
}

function fileNote(path: string, after: string | null): string {
  return after === null ? `The person removed ${path}.` : `The person changed ${path}.`;
}

function workbookNote(command: WorkbookCommand): string {
  if (command.do !== 'write')
    return 'The person changed the workbook. Read what you need before you rely on it.';
  const [first] = command.rows;
  const single = command.rows.length === 1 && first?.length === 1;
  const now = single ? ` It holds ${JSON.stringify(first[0])} now.` : '';
  return `The person changed ${command.sheet}!${command.at}.${now}`;
}

/** Notes that are told one by one; a hundred changes by hand need no hundred lines. */
const MOST_NOTES = 20;

function shortNote(notes: readonly string[]): string {
  const told = [...new Set(notes)];
  const left = told.length - MOST_NOTES;
  if (left <= 0) return told.join('\n');
  return [`The person made ${left} more changes before these.`, ...told.slice(-MOST_NOTES)].join('\n');
}

function parseOpaque(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOk(metadata: { readonly ok?: unknown } = {}): boolean {
  return metadata.ok !== false;
}
