/** Outlines in the preview what a check found. */
import type { CheckRow, SessionActions } from '../../demos/session-state.ts';
import { openView } from './open-view.ts';

/** How long the outline stays, ms. */
const OUTLINE_MS = 6000;

export async function outlineCheck(
  session: SessionActions,
  check: CheckRow,
  toFront: () => void,
): Promise<void> {
  const probe = session.sandbox?.preview.probe;
  if (!probe || !check.where || !('ref' in check.where)) return;
  toFront();
  try {
    await openView(probe, check.where.view);
    await probe.highlight(check.where.ref);
    setTimeout(() => void probe.highlight(null).catch(() => {}), OUTLINE_MS);
  } catch {
    // The page was loaded anew meanwhile: there is nothing left to outline.
  }
}
