/** Tells the agent's words. */
import type { Stamp, StoryDraft } from './story-draft.ts';
import { firstSentence } from './story-words.ts';

export function openMessage(draft: StoryDraft, messageId: string): void {
  draft.awake();
  draft.memory.messages = { ...draft.memory.messages, [messageId]: { text: '', step: null } };
}

export function say(draft: StoryDraft, messageId: string, delta: string, stamp: Stamp): void {
  const message = draft.memory.messages[messageId];
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
  const step = draft.memory.messages[messageId]?.step;
  if (step !== null && step !== undefined) draft.end(step, 'ok', stamp);
  const { [messageId]: _closed, ...open } = draft.memory.messages;
  draft.memory.messages = open;
}

/** A message turned out to be thinking: it stays to be looked up, and is read to nobody. */
export function unsay(draft: StoryDraft, messageId: string): void {
  const step = draft.steps.findLast((known) => known.messageId === messageId);
  if (step) draft.change(step.index, { text: 'Thinking' });
}

export function think(draft: StoryDraft, delta: string): void {
  draft.awake();
  draft.story.thinking = (draft.story.thinking ?? '') + delta;
}
