import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { Chip } from '../../components/chip.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { formatClock } from '../../workbench/clock.ts';
import { speeds } from './playhead.ts';
import type { Timeline } from './timeline.ts';
import type { PlayheadHandle } from './use-playhead.ts';

interface PlayControlsProps {
  head: PlayheadHandle;
  timeline: Timeline;
  /** What happens where one looks. */
  text: string;
}

export function PlayControls({ head, timeline, text }: PlayControlsProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex items-center gap-1">
        <IconButton size="s" label="Step back" icon={<SkipBack />} onClick={() => head.step(-1)} />
        <IconButton
          variant="primary"
          label={head.playing ? 'Pause' : 'Play'}
          icon={head.playing ? <Pause /> : <Play />}
          onClick={head.toggle}
        />
        <IconButton size="s" label="Step on" icon={<SkipForward />} onClick={() => head.step(1)} />
      </div>
      <p className="num text-note text-muted">
        {formatClock(head.ms)} of {formatClock(timeline.length)}
      </p>
      <p className="min-w-0 flex-1 basis-48 truncate text-[0.9375rem] font-[540]">{text}</p>
      <fieldset className="flex gap-1.5">
        <legend className="sr-only">Speed</legend>
        {speeds.map((speed) => (
          <Chip key={speed} selected={head.speed === speed} onClick={() => head.setSpeed(speed)}>
            {speed}×
          </Chip>
        ))}
      </fieldset>
    </div>
  );
}
