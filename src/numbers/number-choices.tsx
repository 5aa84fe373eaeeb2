import clsx from 'clsx';
import { Chip } from '../components/chip.tsx';
import type { ReadValue } from './read-number.ts';

interface NumberChoicesProps {
  readings: readonly ReadValue[];
  onChoose: (reading: ReadValue) => void;
  stage?: boolean | undefined;
  className?: string | undefined;
}

/** Asks which of two numbers a text means. Pressing a choice leaves the focus where it is. */
export function NumberChoices({ readings, onChoose, stage = false, className }: NumberChoicesProps) {
  return (
    <fieldset
      aria-label="Which one do you mean?"
      className={clsx('flex flex-wrap items-center gap-2', className)}
    >
      <span className={stage ? 'text-stage-s text-muted' : 'text-note text-muted'}>Do you mean</span>
      {readings.map((reading) => (
        <Chip
          key={reading.value}
          size={stage ? 'stage' : 'm'}
          className="num"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(reading)}
        >
          {reading.said}
        </Chip>
      ))}
    </fieldset>
  );
}
