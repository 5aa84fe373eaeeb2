import { Slider as Base } from '@base-ui/react/slider';
import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface SliderProps {
  label: ReactNode;
  value: number;
  onChange: (value: number) => void;
  /** After the person lets go. */
  onCommit?: ((value: number) => void) | undefined;
  min: number;
  max: number;
  step?: number | undefined;
  /** After the number: `minutes`, `of 6`. */
  unit?: string | undefined;
  /** Words for the value where the number is not enough: `60 or more`. */
  format?: ((value: number) => string) | undefined;
  /** While the value is not a person's own: what is shown in its place, and said after it. */
  unanswered?: { readonly shown: string; readonly spoken: string } | undefined;
  /** Between the two ends of the scale. */
  between?: ReactNode;
  help?: ReactNode;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

/** A guess on a scale. Arrow keys move by a step, Page Up and Page Down by ten. */
export function Slider(props: SliderProps) {
  const {
    label,
    value,
    onChange,
    onCommit,
    min,
    max,
    step = 1,
    unit,
    format,
    unanswered,
    between,
    help,
    disabled,
    className,
  } = props;
  const words = format === undefined ? `${value}${unit === undefined ? '' : ` ${unit}`}` : format(value);
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(next)}
      onValueCommitted={(next) => onCommit?.(next)}
      min={min}
      max={max}
      step={step}
      disabled={disabled ?? false}
      thumbAlignment="edge-client-only"
      className={clsx('flex flex-col gap-1', className)}
    >
      <div className="flex min-h-7 items-baseline justify-between gap-4">
        <Base.Label className="text-[0.9375rem] font-[560]">{label}</Base.Label>
        <output
          className={clsx(
            'num font-serif leading-none whitespace-nowrap',
            unanswered ? 'text-lead text-muted' : 'text-heading text-brand',
          )}
        >
          {unanswered?.shown ?? words}
        </output>
      </div>
      {help === undefined ? null : <p className="text-note text-muted">{help}</p>}
      <Base.Control
        className={clsx('flex h-11 w-full touch-none items-center select-none', disabled && 'opacity-60')}
      >
        <Base.Track className="h-2 w-full rounded-full bg-line shadow-[inset_0_0_0_1px_var(--line-strong)]">
          <Base.Indicator className={clsx('rounded-full', !unanswered && 'bg-brand')} />
          <Base.Thumb
            getAriaValueText={() => (unanswered ? `${words}, ${unanswered.spoken}` : words)}
            className={clsx(
              unanswered ? 'border-field' : 'border-brand',
              'size-6.5 rounded-full border-[3px] bg-card shadow-card transition-[scale] hover:scale-110 active:scale-115 has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-ring has-focus-visible:outline-brand',
            )}
          />
        </Base.Track>
      </Base.Control>
      <div className="num -mt-1.5 flex items-center justify-between gap-2 text-xs text-muted">
        <span aria-hidden="true">{format === undefined ? min : format(min)}</span>
        {between}
        <span aria-hidden="true">{format === undefined ? max : format(max)}</span>
      </div>
    </Base.Root>
  );
}
