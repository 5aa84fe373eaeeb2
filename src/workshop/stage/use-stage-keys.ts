import { useEffect } from 'react';
import { type StageAction, stageAction } from './stage-keys.ts';

/** Keys with which sliders and choices are moved. */
const MOVES = /^(Arrow|Page|Home|End)/;

/** Whether a key belongs to what has the focus: all of them to a field, those that move it to a slider. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input[type="range"], input[type="radio"], [role="slider"]')) return MOVES.test(key);
  return target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** Hears the stage's keys wherever the focus is, but not while somebody types or presses a button. */
export function useStageKeys(act: (action: StageAction) => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const action = stageAction(event);
      if (!action || (isTaken(event) && action !== 'escape')) return;
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
      if (action === 'play' && onButton) return;
      event.preventDefault();
      act(action);
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [act]);
}
