import { useEffect } from 'react';
import { type StageAction, stageAction } from './stage-keys.ts';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Hears the stage's keys wherever the focus is, but not while somebody types or presses a button. */
export function useStageKeys(act: (action: StageAction) => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const action = stageAction(event);
      if (!action || (isTyping(event.target) && action !== 'escape')) return;
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
      if (action === 'play' && onButton) return;
      event.preventDefault();
      act(action);
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [act]);
}
