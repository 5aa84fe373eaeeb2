/** Whether the page in the preview is the agent's app already, or still the empty project it began with. */
import type { SessionState } from '../../demos/session-state.ts';

/** What a page begins with: while all of these are the seed's, nothing of the agent's can be seen. */
const ENTRY = /(?:^|\/)(?:App|main|index|Root)\.(?:[cm]?[jt]sx?|html)$/;

/** True once a file that the page begins with was changed, or where the seed has none; of a model, once there is a sheet. */
export function appShown(state: Pick<SessionState, 'demo' | 'story' | 'previewReady'>): boolean {
  if (!state.previewReady) return false;
  if (state.demo?.artefact === 'workbook') return (state.story.workbook?.changes ?? 0) > 0;
  const seed = state.demo?.seed ?? {};
  const entries = Object.keys(seed).filter((path) => ENTRY.test(path) && !path.endsWith('.html'));
  if (entries.length === 0) return state.story.rounds > 0;
  return entries.some((path) => state.story.files[path] !== seed[path]);
}
