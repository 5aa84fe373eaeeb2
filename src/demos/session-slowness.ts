/** Says what is awaited when nothing was heard for long. */
import type { SessionBoard } from './session-board.ts';
import type { SessionRounds } from './session-rounds.ts';

/** After this long without news the screen says what is awaited, ms. */
const SLOW_MS = 10_000;

/** Returns what ends the watch. */
export function watchSlowness(board: SessionBoard, rounds: Pick<SessionRounds, 'step'>): () => void {
  return board.use.every(1000, () => {
    const { status, slow } = board.state;
    const waits = status === 'booting' || status === 'working';
    const late = waits && board.use.now() - board.lastNews >= SLOW_MS;
    if (late && !slow) board.set({ slow: { what: awaited(board, rounds), since: board.lastNews } });
  });
}

function awaited(board: SessionBoard, { step }: Pick<SessionRounds, 'step'>): string {
  if (board.state.status === 'booting') return 'Still setting up the sandbox. The first time takes longest.';
  const story = board.tell();
  if (story.waiting) return story.waiting.text;
  const running = story.steps.findLast((each) => each.state === 'running');
  if (running?.kind === 'call') return `Still at it: ${running.text}`;
  return step?.model.mode === 'live'
    ? `Waiting for ${step.model.label} to answer`
    : 'Waiting for the next step';
}
