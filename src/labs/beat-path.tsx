import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { LabAttempt } from './attempt.ts';
import { isOpen, stepDone } from './progress.ts';
import type { Lab, LabBeat } from './schema.ts';

interface BeatPathProps {
  lab: Lab;
  attempt: LabAttempt;
  onGo: (step: string) => void;
}

/** The five beats as a short path: what is done, where one stands, what is still closed. */
export function BeatPath({ lab, attempt, onGo }: BeatPathProps) {
  return (
    <nav aria-label="The way through this lab">
      <ol className="flex gap-1.5">
        {lab.beats.map((beat) => (
          <Beat key={beat.id} beat={beat} lab={lab} attempt={attempt} onGo={onGo} />
        ))}
      </ol>
    </nav>
  );
}

function Beat({ beat, lab, attempt, onGo }: BeatPathProps & { beat: LabBeat }) {
  const here = attempt.place.beat === beat.id;
  const done = beat.steps.filter((step) => stepDone(attempt, step)).length;
  const whole = done === beat.steps.length;
  const target = beat.steps.find((step) => !stepDone(attempt, step)) ?? beat.steps[0];
  const open = beat.steps[0] !== undefined && isOpen(lab, attempt, beat.steps[0].id);
  const state = whole ? 'done' : here ? 'you are here' : open ? 'open' : 'not open yet';
  return (
    <li className="min-w-0 flex-1">
      <button
        type="button"
        disabled={!open || target === undefined}
        aria-current={here ? 'step' : undefined}
        aria-label={`${beat.name}: ${state}`}
        onClick={() => target && onGo(target.id)}
        className="group flex w-full flex-col gap-1.5 rounded-md py-1.5 text-left touch:py-3"
      >
        <span className="block h-1 overflow-hidden rounded-full bg-line-strong/70">
          <span
            className={clsx('block h-full rounded-full transition-[width] duration-500', 'bg-brand')}
            style={{
              width: `${(100 * (whole ? 1 : Math.max(done, here ? 0.35 : 0) / beat.steps.length)).toFixed(0)}%`,
            }}
          />
        </span>
        <span
          className={clsx(
            'flex items-center gap-1 text-xs font-[560] whitespace-nowrap',
            here ? 'text-brand' : 'text-muted',
            open && !here && 'group-hover:text-ink',
          )}
        >
          <span className="truncate">{beat.name}</span>
          {whole && <Check aria-hidden="true" className="hidden size-3.5 shrink-0 text-good lg:block" />}
        </span>
      </button>
    </li>
  );
}
