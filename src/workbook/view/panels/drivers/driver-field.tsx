import clsx from 'clsx';
import { useState } from 'react';
import { type DriverRow, driverText, readTyped } from './driver-rows.ts';

interface DriverFieldProps {
  row: DriverRow;
  value: number;
  disabled: boolean;
  stage: boolean;
  onValue: (value: number) => void;
}

/** The exact value of a driver: reads as text, takes a number when pressed. Enter keeps it, Escape leaves it. */
export function DriverField({ row, value, disabled, stage, onValue }: DriverFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = driverText(row, value);
  const read = typed === null ? value : readTyped(typed, row.format);
  const wrong = typed !== null && read === null;
  function keep() {
    if (typed !== null && read !== null && read !== value) onValue(read);
    setTyped(null);
  }
  return (
    <input
      value={typed ?? shown}
      disabled={disabled}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      aria-label={`${row.label}, exact value`}
      aria-invalid={wrong || undefined}
      title={
        wrong
          ? 'Type a number, like 2.4 % or 1,250'
          : `${driverText(row, row.least)} to ${driverText(row, row.most)}`
      }
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        // Keys of the stage and of the grid are letters and digits too.
        event.stopPropagation();
        if (event.key === 'Enter') {
          keep();
          event.currentTarget.select();
        }
        if (event.key === 'Escape') setTyped(null);
      }}
      style={{ width: `calc(${Math.max(5, (typed ?? shown).length)}ch + 1.1em)` }}
      className={clsx(
        'num rounded-[8px] bg-transparent px-[0.5em] text-right font-[620] transition-shadow enabled:hover:shadow-[inset_0_0_0_1px_var(--line-strong)] focus-visible:bg-card focus-visible:shadow-[inset_0_0_0_1.5px_var(--brand)] aria-invalid:bg-bad-soft aria-invalid:shadow-[inset_0_0_0_1.5px_var(--bad)]',
        stage ? 'h-12 text-stage-s' : '-mr-[0.5em] h-6.5 touch:h-10 text-[0.90625rem]',
      )}
    />
  );
}
