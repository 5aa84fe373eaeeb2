import { useEffect } from 'react';
import { isRemoteKey, type StageAction, stageAction } from './stage-keys.ts';

/** Keys with which sliders, choices, cells and tabs are moved. */
const MOVES = /^(Arrow|Page|Home|End)/;
const MOVED =
  'input[type="range"], input[type="radio"], [role="slider"], [role="separator"], [role="grid"], [role="tab"], [role="menu"], [role="listbox"]';
const TYPED = 'textarea, select, [contenteditable], input:not([type="range"], [type="radio"])';

/** Whether a key belongs to what has the focus: all of them to a field, those that move it to a slider. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (key === 'F5' || key === 'Escape' || !(target instanceof HTMLElement)) return false;
  if (target.closest(TYPED)) return true;
  // The remote walks the show past cells and tabs; a slider keeps its pages.
  if (!MOVES.test(key) || !target.closest(MOVED)) return false;
  return !isRemoteKey(key) || target.closest('input, [role="slider"]') !== null;
}

/** Hears the stage's keys wherever the focus is, but not while somebody types or presses a button. */
export function useStageKeys(act: (action: StageAction) => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const action = stageAction(event);
      if (!action || event.defaultPrevented || isTaken(event)) return;
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
      if (action === 'play' && onButton) return;
      event.preventDefault();
      event.stopPropagation();
      act(action);
    }
    /** Before a grid under the focus hears them. */
    function pressRemote(event: KeyboardEvent) {
      if (isRemoteKey(event.key)) press(event);
    }
    addEventListener('keydown', pressRemote, true);
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', pressRemote, true);
      removeEventListener('keydown', press);
    };
  }, [act]);
}
