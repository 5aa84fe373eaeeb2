/** Tells what a person did: requests, messages, steering, edits by hand. */
import type { OwnEventValue } from './schema.ts';
import type { Stamp, StoryDraft } from './story-draft.ts';
import type { HumanMoment } from './story-model.ts';
import { firstSentence } from './story-words.ts';

const STEERING: ReadonlySet<HumanMoment['kind']> = new Set([
  'message',
  'answer',
  'stop',
  'undo',
  'redo',
  'edit',
  'override',
]);

const HUMAN_WORDS: Readonly<Record<HumanMoment['kind'], string>> = {
  request: 'Asked for a change',
  answer: 'Answered the agent',
  message: 'Sent a message',
  pause: 'Paused the agent',
  resume: 'Let the agent go on',
  stop: 'Stopped the agent',
  undo: 'Took back the last change',
  redo: 'Made the change again',
  edit: 'Changed something by hand',
  override: 'Overruled the agent',
};

export function tellHuman(draft: StoryDraft, value: OwnEventValue<'human'>, stamp: Stamp): void {
  const { story } = draft;
  const { text = '' } = value;
  const kind = value.kind === 'request' && draft.takeAnswer() ? 'answer' : value.kind;
  if (kind === 'request') draft.openRound(stamp);
  if (kind === 'pause') {
    draft.rest(stamp);
    story.status = 'paused';
  }
  if (kind === 'resume') {
    story.activeSince = stamp.timestamp;
    story.status = 'working';
  }
  story.human = [...story.human, { kind, text, at: stamp.timestamp, seq: stamp.seq, round: story.rounds }];
  if (STEERING.has(kind) || (kind === 'request' && story.rounds > 1)) story.interventions += 1;
  const sentence = firstSentence(text);
  draft.add(
    {
      kind: 'person',
      icon: 'person',
      state: 'ok',
      text: sentence || HUMAN_WORDS[kind],
      detail: text.length > sentence.length ? { type: 'text', text } : null,
    },
    stamp,
  );
}
