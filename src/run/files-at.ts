/** The files of a run as they were at a point of its record. */
import type { RecordedEvent } from './schema.ts';
import type { Story } from './story-model.ts';

/** Path → text after the event `seq`; without `seq`, at the end. */
export function filesAt(
  events: readonly RecordedEvent[],
  seq = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const event of events) {
    if (event.seq > seq) break;
    if (event.type !== 'CUSTOM' || event.name !== 'firsthand.file') continue;
    const { path, after } = event.value;
    if (after === null) files.delete(path);
    else files.set(path, after);
  }
  return files;
}

/** Files once the step `index` (place in `story.steps`) was through. */
export function filesAtStep(
  story: Story,
  events: readonly RecordedEvent[],
  index: number,
): ReadonlyMap<string, string> {
  const step = story.steps[index];
  return filesAt(events, step?.to ?? (index < 0 ? 0 : Number.POSITIVE_INFINITY));
}
