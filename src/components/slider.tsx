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
  /** In the place of the words for the value, while it is not a person's own. */
  shown?: string | undefined;
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
    shown,
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
      <div className="flex items-baseline justify-between gap-4">
        <Base.Label className="text-[0.9375rem] font-[560]">{label}</Base.Label>
        <output className="num font-serif text-heading leading-none whitespace-nowrap text-brand">
          {shown ?? words}
        </output>
      </div>
      {help === undefined ? null : <p className="text-note text-muted">{help}</p>}
      <Base.Control
        className={clsx('flex h-11 w-full touch-none items-center select-none', disabled && 'opacity-60')}
      >
        <Base.Track className="h-2 w-full rounded-full bg-line shadow-[inset_0_0_0_1px_var(--line-strong)]">
          <Base.Indicator className="rounded-full bg-brand" />
          <Base.Thumb
            getAriaValueText={() => (shown === undefined ? words : `${words}, not answered yet`)}
            className="size-6.5 rounded-full border-[3px] border-brand bg-card shadow-card transition-[scale] hover:scale-110 active:scale-115 has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-ring has-focus-visible:outline-brand"
          />
        </Base.Track>
      </Base.Control>
      <div aria-hidden="true" className="num -mt-1.5 flex justify-between text-xs text-muted">
        <span>{format === undefined ? min : format(min)}</span>
        <span>{format === undefined ? max : format(max)}</span>
      </div>
    </Base.Root>
  );
}
