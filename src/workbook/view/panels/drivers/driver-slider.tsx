import { Slider } from '@base-ui/react/slider';
import clsx from 'clsx';
import { RotateCcw } from 'lucide-react';
import { IconButton } from '../../../../components/icon-button.tsx';
import { DriverField } from './driver-field.tsx';
import { type DriverRow, driverText } from './driver-rows.ts';
import type { DriverMoves } from './use-driver-moves.ts';

interface DriverSliderProps {
  row: DriverRow;
  moves: DriverMoves;
  disabled: boolean;
  stage: boolean;
  onSelect: () => void;
}

/** One assumption: its name, its exact value, and a slider that recalculates while it moves. */
export function DriverSlider({ row, moves, disabled, stage, onSelect }: DriverSliderProps) {
  const { moving } = moves;
  const value = moving?.id === row.id ? moving.value : row.value;
  if (value === null) return <LockedDriver row={row} stage={stage} onSelect={onSelect} />;
  const changed =
    row.start !== undefined && Math.abs(value - row.start) > 1e-9 * Math.max(1, Math.abs(row.start));
  return (
    <Slider.Root
      value={value}
      min={row.least}
      max={row.most > row.least ? row.most : row.least + row.step}
      step={row.step}
      largeStep={row.step * 10}
      disabled={disabled}
      thumbAlignment="edge-client-only"
      onValueChange={(next) => moves.move(row, next)}
      onValueCommitted={(next, { reason }) => moves.settle(row, next, reason === 'keyboard')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && moving) moves.cancel();
      }}
      className={clsx(
        stage ? 'grid grid-cols-[minmax(0,1fr)_26%] items-center gap-[1vw]' : 'flex flex-col',
        disabled && 'opacity-60',
      )}
    >
      <div className="flex items-center justify-between gap-2">
        <Slider.Label
          className={
            stage ? 'min-w-0 flex-1 truncate text-stage-s' : 'min-w-0 flex-1 truncate text-[0.90625rem]'
          }
        >
          {row.label}
        </Slider.Label>
        {changed && row.start !== undefined && !disabled ? (
          <IconButton
            size="s"
            label={`Back to ${driverText(row, row.start)}, as in the briefing`}
            icon={<RotateCcw />}
            onClick={() => moves.settle(row, row.start ?? value)}
            className="-my-1"
          />
        ) : null}
        <DriverField
          row={row}
          value={value}
          disabled={disabled}
          stage={stage}
          onValue={(next) => moves.settle(row, next)}
        />
      </div>
      <Slider.Control
        className={clsx(
          'flex w-full touch-none items-center select-none',
          stage ? 'h-[max(34px,3vh)]' : 'h-5.5 touch:h-11',
        )}
      >
        <Slider.Track
          className={clsx(
            'w-full rounded-full bg-line shadow-[inset_0_0_0_1px_var(--line-strong)]',
            stage ? 'h-3' : 'h-1.5',
          )}
        >
          <Slider.Indicator className="rounded-full bg-brand" />
          {changed && row.start !== undefined ? <StartMark row={row} start={row.start} /> : null}
          <Slider.Thumb
            getAriaValueText={() => driverText(row, value)}
            className={clsx(
              'rounded-full border-brand bg-card shadow-card transition-[scale] hover:scale-110 active:scale-115 has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
              stage ? 'size-8 border-4' : 'size-4.5 touch:size-6 border-[3px]',
            )}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
}

/** Where the briefing put it, once it was moved. */
function StartMark({ row, start }: { row: DriverRow; start: number }) {
  const share = row.most > row.least ? (start - row.least) / (row.most - row.least) : 0;
  if (share < 0 || share > 1) return null;
  return (
    <i
      aria-hidden="true"
      className="absolute top-1/2 h-[220%] w-0.5 -translate-1/2 rounded-full bg-field"
      style={{ left: `${share * 100}%` }}
    />
  );
}

/** A driver whose cell holds a formula or a text: there is nothing to slide. */
function LockedDriver({ row, stage, onSelect }: { row: DriverRow; stage: boolean; onSelect: () => void }) {
  return (
    <button
      type="button"
      onClick={onSelect}
      className={clsx(
        'flex items-baseline justify-between gap-3 text-left',
        stage ? 'text-stage-s' : 'text-[0.90625rem]',
      )}
    >
      {row.label}
      <span className={stage ? 'text-stage-s text-muted' : 'text-note text-muted'}>
        calculated in {row.at}
      </span>
    </button>
  );
}
