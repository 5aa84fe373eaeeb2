/** Tells the agent's words. */
import type { Stamp, StoryDraft } from './story-draft.ts';
import type { StoryStep } from './story-model.ts';
import { durationText, firstSentence } from './story-words.ts';

export function openMessage(draft: StoryDraft, messageId: string): void {
  draft.awake();
  draft.memory.messages = { ...draft.memory.messages, [messageId]: { text: '', step: null } };
}

export function say(draft: StoryDraft, messageId: string, delta: string, stamp: Stamp): void {
  const message = draft.message(messageId);
  if (!message) return;
  const text = message.text + delta;
  let { step } = message;
  if (step === null && text.trim() !== '') {
    step = draft.add(
      { kind: 'say', icon: 'say', state: 'running', text: '', detail: null, messageId },
      stamp,
    );
  }
  if (step !== null) {
    draft.change(step, {
      text: firstSentence(text),
      detail: { type: 'text', text: text.trim() },
      to: stamp.seq,
    });
  }
  draft.memory.messages = { ...draft.memory.messages, [messageId]: { text, step } };
}

export function closeMessage(draft: StoryDraft, messageId: string, stamp: Stamp): void {
  const step = draft.message(messageId)?.step;
  if (step !== null && step !== undefined) draft.end(step, 'ok', stamp);
  const { [messageId]: _closed, ...open } = draft.memory.messages;
  draft.memory.messages = open;
}

/** A message turned out to be thinking: it stays to be looked up, and is read to nobody. */
export function unsay(draft: StoryDraft, messageId: string): void {
  const step = draft.steps.findLast((known) => known.messageId === messageId);
  if (step) draft.change(step.index, { kind: 'think', icon: 'think', text: thoughtText(step, step.endedAt) });
}

/** Takes up what the model thinks, as far as it gives words for it. */
export function think(draft: StoryDraft, delta: string, stamp: Stamp): void {
  draft.awake();
  const step = draft.steps[draft.memory.thinking ?? -1];
  if (step?.detail?.type === 'text') {
    const detail = { type: 'text', text: step.detail.text + delta } as const;
    draft.change(step.index, { detail, to: stamp.seq });
  } else if (delta.trim() !== '') {
    const detail = { type: 'text', text: delta.trimStart() } as const;
    draft.memory.thinking = draft.add(
      { kind: 'think', icon: 'think', state: 'running', text: 'Thinking', detail },
      stamp,
    );
  }
}

export function closeThought(draft: StoryDraft, stamp: Stamp): void {
  const step = draft.steps[draft.memory.thinking ?? -1];
  draft.memory.thinking = null;
  if (!step) return;
  draft.change(step.index, { text: thoughtText(step, stamp.timestamp) });
  draft.end(step.index, 'ok', stamp);
}

function thoughtText({ startedAt }: StoryStep, endedAt: number | null): string {
  const ms = (endedAt ?? startedAt) - startedAt;
  return ms < 1000 ? 'Thought briefly' : `Thought for ${durationText(ms)}`;
}
