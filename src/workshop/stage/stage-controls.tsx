import { ArrowLeft, CircleHelp, Maximize, Pause, Play, SkipForward, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import type { SessionState } from '../../demos/session-state.ts';
import { RUNG_WORDS } from './narration.ts';
import type { StageAction } from './stage-keys.ts';

/** After this long without a move the controls and the pointer go away, ms. */
const STILL_MS = 2600;

interface StageControlsProps {
  state: SessionState;
  hidden: boolean;
  onAction: (action: StageAction) => void;
  onLeave: () => void;
}

/** For whom has no keyboard at hand: a small bar that appears when the pointer moves or focus comes in. */
export function StageControls({ state, hidden, onAction, onLeave }: StageControlsProps) {
  const moving = usePointerMoves();
  const working = state.status === 'working' && !state.pauseAsked;
  const shown = moving && !hidden;
  return (
    <div
      role="toolbar"
      aria-label="Stage"
      // A press of the pointer leaves the focus where it was: Space must not press the same button again.
      onMouseDown={(event) => event.preventDefault()}
      className={`absolute bottom-[2.4vh] left-1/2 z-40 flex -translate-x-1/2 items-center gap-2 rounded-[22px] bg-night p-2 text-night-ink shadow-high transition-opacity duration-300 focus-within:opacity-100 ${
        shown ? 'opacity-100' : 'pointer-events-none opacity-0'
      }`}
    >
      <IconButton size="stage" label="Choose another demo" icon={<ArrowLeft />} onClick={onLeave} />
      <IconButton
        size="stage"
        label={working ? 'Pause' : 'Start or go on'}
        icon={working ? <Pause /> : <Play />}
        onClick={() => onAction('play')}
      />
      {state.nextRung && !(state.nextRung === 'replay' && state.status === 'done') && (
        <IconButton
          size="stage"
          label={`Go on with ${RUNG_WORDS[state.nextRung]}`}
          icon={<SkipForward />}
          onClick={() => onAction('fallback')}
        />
      )}
      <IconButton
        size="stage"
        label="Black screen"
        icon={<Square fill="currentColor" />}
        onClick={() => onAction('black')}
      />
      <IconButton
        size="stage"
        label="Whole screen"
        icon={<Maximize />}
        onClick={() => onAction('fullscreen')}
      />
      <IconButton size="stage" label="Help" icon={<CircleHelp />} onClick={() => onAction('help')} />
    </div>
  );
}

function usePointerMoves(): boolean {
  const [moving, setMoving] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    function onMove() {
      setMoving(true);
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => setMoving(false), STILL_MS);
    }
    addEventListener('pointermove', onMove);
    return () => {
      removeEventListener('pointermove', onMove);
      if (timer) clearTimeout(timer);
    };
  }, []);
  return moving;
}
