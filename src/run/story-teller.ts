/** Tells events one by one into a copy of a story. What each kind of event means stands in the files beside. */

import { finishedStatus } from './answers.ts';
import { readPartial } from './partial-json.ts';
import type { OwnEvent, RecordedEvent } from './schema.ts';
import { changeCall, closeCall, openCall, tellDoing, tellOutput, tellWriting } from './story-calls.ts';
import { type Stamp, StoryDraft } from './story-draft.ts';
import { tellChecks, tellFile, tellLimit, tellMode, tellRetry, tellTests, tellUsage } from './story-facts.ts';
import { tellHuman } from './story-human.ts';
import type { Story } from './story-model.ts';
import { closeMessage, closeThought, openMessage, say, think, unsay } from './story-speech.ts';
import { WorkbookTelling } from './story-workbook.ts';

export class StoryTeller {
  readonly #draft: StoryDraft;
  readonly #workbook: WorkbookTelling;
  /** The call whose input arrived last. */
  #writing: string | null = null;

  constructor(before: Story) {
    this.#draft = new StoryDraft(before);
    this.#workbook = new WorkbookTelling(this.#draft);
  }

  result(): Story {
    this.#settleWriting();
    return this.#draft.result();
  }

  tell(event: RecordedEvent): void {
    const draft = this.#draft;
    draft.story.seq = event.seq;
    draft.story.lastAt = event.timestamp;
    draft.story.startedAt ??= event.timestamp;
    if (event.type !== 'TOOL_CALL_ARGS') this.#settleWriting();
    switch (event.type) {
      case 'RUN_STARTED':
        draft.start(event);
        break;
      case 'RUN_FINISHED':
        draft.finish(finishedStatus(event), event);
        break;
      case 'RUN_ERROR':
        draft.fail(event.code ?? 'failed', event.message, hintOf(event.metadata), event);
        break;
      case 'TEXT_MESSAGE_START':
        if (event.role === undefined || event.role === 'assistant') openMessage(draft, event.messageId);
        break;
      case 'TEXT_MESSAGE_CONTENT':
        say(draft, event.messageId, event.delta, event);
        break;
      case 'TEXT_MESSAGE_END':
        closeMessage(draft, event.messageId, event);
        break;
      case 'REASONING_MESSAGE_CONTENT':
        think(draft, event.delta, event);
        break;
      case 'REASONING_END':
        closeThought(draft, event);
        break;
      case 'TOOL_CALL_START':
        openCall(draft, event.toolCallId, event.toolCallName, event);
        break;
      case 'TOOL_CALL_ARGS':
        this.#readInput(event.toolCallId, event.delta, event);
        break;
      case 'TOOL_CALL_RESULT':
        changeCall(draft, event.toolCallId, { result: resultText(event.content) }, event);
        break;
      case 'CUSTOM':
        this.#tellOwn(event, event);
        break;
      default:
        break;
    }
  }

  #readInput(callId: string, delta: string, stamp: Stamp): void {
    const call = this.#draft.call(callId);
    if (!call) return;
    if (this.#writing !== callId) this.#settleWriting();
    this.#writing = callId;
    changeCall(this.#draft, callId, { input: readPartial(call.input, delta) }, stamp);
  }

  /** Input comes in many small pieces: what is being written is looked at once for all of them. */
  #settleWriting(): void {
    const callId = this.#writing;
    this.#writing = null;
    if (callId !== null) tellWriting(this.#draft, callId);
  }

  #tellOwn(own: OwnEvent, stamp: Stamp): void {
    const draft = this.#draft;
    switch (own.name) {
      case 'firsthand.phase':
        draft.openPhase(own.value.title, stamp);
        break;
      case 'firsthand.doing':
        tellDoing(draft, own.value.callId, own.value.text, stamp);
        break;
      case 'firsthand.line':
        closeCall(draft, own.value, stamp);
        break;
      case 'firsthand.file':
        tellFile(draft, own.value, stamp);
        break;
      case 'firsthand.workbook':
        this.#workbook.tell(own.value, stamp);
        break;
      case 'firsthand.output':
        tellOutput(draft, own.value.callId, own.value.text, stamp);
        break;
      case 'firsthand.checks':
        tellChecks(draft, own.value, stamp);
        break;
      case 'firsthand.tests':
        tellTests(draft, own.value, stamp);
        break;
      case 'firsthand.human':
        tellHuman(draft, own.value, stamp);
        break;
      case 'firsthand.usage':
        tellUsage(draft, own.value);
        break;
      case 'firsthand.mode':
        tellMode(draft, own.value, stamp);
        break;
      case 'firsthand.limit':
        tellLimit(draft, own.value, stamp);
        break;
      case 'firsthand.retry':
        tellRetry(draft, own.value, stamp);
        break;
      case 'firsthand.question':
        draft.story.question = { text: own.value.text, choices: own.value.choices ?? [] };
        break;
      case 'firsthand.thought':
        unsay(draft, own.value.messageId);
        break;
      case 'firsthand.tool-text':
        draft.notice('The model wrote a tool call as text. It was not carried out.', 'failed', stamp);
        break;
      case 'firsthand.outside':
        draft.story.outside = own.value;
        break;
      default:
        break;
    }
  }
}

function resultText(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function hintOf(metadata: unknown): string {
  if (typeof metadata !== 'object' || metadata === null || !('hint' in metadata)) return '';
  return typeof metadata.hint === 'string' ? metadata.hint : '';
}
