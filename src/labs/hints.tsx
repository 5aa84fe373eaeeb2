import { Lightbulb } from 'lucide-react';
import { Button } from '../components/button.tsx';
import type { LabStep } from './schema.ts';

interface HintsProps {
  step: LabStep;
  /** More hints than the words hold: a program that knows better. */
  extra?: readonly string[] | undefined;
  /** How many were asked for. */
  shown: number;
  onHint: () => void;
}

/** One more hint with each press, from a nudge to nearly the answer. */
export function Hints({ step, extra = [], shown, onHint }: HintsProps) {
  const hints = [...step.hints, ...extra];
  if (hints.length === 0) return null;
  const visible = hints.slice(0, shown);
  return (
    <div className="flex flex-col gap-2">
      <div aria-live="polite" className="flex flex-col gap-2">
        {visible.map((hint) => (
          <p
            key={hint}
            className="flex animate-rise gap-2.5 rounded-card bg-warn-soft px-3.5 py-2.5 text-note text-ink"
          >
            <Lightbulb aria-hidden="true" className="mt-px size-4 shrink-0 text-warn" />
            {hint}
          </p>
        ))}
      </div>
      {visible.length < hints.length && (
        <Button
          variant="ghost"
          size="s"
          icon={<Lightbulb aria-hidden="true" />}
          className="-ml-2 self-start"
          onClick={onHint}
        >
          {visible.length === 0 ? 'Need a hint?' : 'One more hint'}
        </Button>
      )}
    </div>
  );
}
