/** What a person changes by hand, and takes back, with its place in the record. */
import type { SessionBoard } from './session-board.ts';
import { lastChange } from './undo.ts';

/** Takes back the last change, the agent's or the person's. Does nothing while the agent works. */
export async function undoLastChange(board: SessionBoard): Promise<void> {
  const { ready, recorder, busy } = board;
  if (!ready || !recorder || busy) return;
  if (ready.workbook) return ready.workbook.undo();
  const change = lastChange(recorder.events);
  if (!change) return;
  recorder.fact('human', { kind: 'undo', text: `Took back: ${change.label}`.slice(0, 300) });
  await ready.files.setByPerson(change.before);
  board.flush();
}

/** Makes again what was taken back last. A demo of an app knows no redo. */
export async function redoLastChange({ ready, busy }: SessionBoard): Promise<void> {
  if (!busy) ready?.workbook?.redo();
}

/** Gives a file another text; null removes it. Does nothing while the agent works. */
export async function editByHand(board: SessionBoard, path: string, text: string | null): Promise<void> {
  const { ready, recorder, busy } = board;
  if (!ready || busy) return;
  const now = board.tell().files[path] ?? null;
  if (now === text) return;
  const words = text === null ? `Removed ${path.slice(1)}` : `Changed ${path.slice(1)} by hand`;
  recorder?.fact('human', { kind: 'edit', text: words });
  await ready.files.setByPerson(new Map([[path, text]]));
  board.flush();
}
