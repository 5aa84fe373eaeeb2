import clsx from 'clsx';
import { useId, useState } from 'react';
import { useSelectOnFocus } from '../../../../components/select-on-focus.ts';
import { NumberChoices } from '../../../../numbers/number-choices.tsx';
import { type DriverRow, driverText, readDriver } from './driver-rows.ts';

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
  const select = useSelectOnFocus();
  const shown = driverText(row, value);
  const read = typed === null || typed === shown ? null : readDriver(typed, row);
  const wrong = read?.kind === 'unreadable' ? read.why : undefined;
  const asks = read?.kind === 'ambiguous';
  const hintId = useId();
  function keep(leaves: boolean) {
    // A text with two meanings stays until one is chosen; one with none until the field is left.
    if (asks || (wrong !== undefined && !leaves)) return;
    if (read?.kind === 'number' && read.value !== value) onValue(read.value);
    setTyped(null);
  }
  return (
    <span className="relative">
      <input
        value={typed ?? shown}
        disabled={disabled}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={`${row.label}, exact value`}
        aria-invalid={wrong !== undefined || undefined}
        aria-describedby={wrong === undefined && !asks ? undefined : hintId}
        title={wrong ?? `${driverText(row, row.least)} to ${driverText(row, row.most)}`}
        {...select}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => keep(true)}
        onKeyDown={(event) => {
          // Keys of the stage and of the grid are letters and digits too.
          event.stopPropagation();
          if (event.key === 'Enter') {
            keep(false);
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
      {(wrong !== undefined || asks) && (
        <div
          id={hintId}
          role="status"
          className="absolute top-full right-0 z-20 mt-1.5 w-max max-w-[min(22rem,80vw)] rounded-card bg-card px-3.5 py-2.5 shadow-high"
        >
          {asks ? (
            <NumberChoices
              readings={read.readings}
              stage={stage}
              onChoose={(chosen) => {
                onValue(chosen.value);
                setTyped(null);
              }}
            />
          ) : (
            <p className={stage ? 'text-stage-s text-bad' : 'text-note text-bad'}>{wrong}</p>
          )}
        </div>
      )}
    </span>
  );
}
