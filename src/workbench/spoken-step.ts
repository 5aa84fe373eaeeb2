import type { StoryStep } from '../run/story-model.ts';

/**
 * What a screen reader says of a step: of the agent's words the newest sentence that is whole, so that
 * words that grow are not read over and over; anything else as it stands.
 */
export function spokenStep(step: Pick<StoryStep, 'kind' | 'state' | 'text'> | undefined): string {
  if (step === undefined) return '';
  if (step.kind !== 'say') return step.text;
  const sentences = step.text.split(/(?<=[.!?…])\s+|(?<=[。！？])/u).filter((sentence) => sentence !== '');
  const isWhole = step.state !== 'running' || /[。！？]$|[.!?…]\s$/u.test(step.text);
  return (isWhole ? sentences : sentences.slice(0, -1)).at(-1) ?? '';
}
