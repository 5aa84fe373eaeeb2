import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { TextInput } from './field.tsx';

export interface Swatch {
  /** #rrggbb */
  colour: string;
  /** Spoken and shown on hover: `Harbour green`. */
  name: string;
}

export interface ColourPickerProps {
  label: string;
  /** #rrggbb, lower case. */
  value: string;
  onChange: (colour: string) => void;
  swatches: readonly Swatch[];
  help?: string | undefined;
  className?: string | undefined;
}

/** A colour: swatches, the browser's own picker, or six hexadecimal digits. */
export function ColourPicker({ label, value, onChange, swatches, help, className }: ColourPickerProps) {
  const id = useId();
  const own = !swatches.some((swatch) => swatch.colour === value);
  return (
    <fieldset className={clsx('flex flex-col gap-2', className)}>
      <legend className="mb-2 text-[0.84375rem] font-[580]">{label}</legend>
      {help === undefined ? null : <p className="text-note text-muted">{help}</p>}
      <div className="flex flex-wrap items-center gap-2.5">
        {swatches.map((swatch) => (
          <label
            key={swatch.colour}
            title={swatch.name}
            style={{ background: swatch.colour }}
            className={tile(swatch.colour === value)}
          >
            <input
              type="radio"
              name={id}
              className="sr-only"
              aria-label={swatch.name}
              checked={swatch.colour === value}
              onChange={() => onChange(swatch.colour)}
            />
            {swatch.colour === value ? (
              <Check aria-hidden="true" className="text-white drop-shadow-[0_0_2px_#000]" />
            ) : null}
          </label>
        ))}
        <label
          title="Any colour"
          style={own ? { background: value } : undefined}
          className={clsx(
            tile(own),
            !own && 'forced-color-adjust-none bg-[conic-gradient(#d55,#db5,#5b6,#5bb,#56c,#b5b,#d55)]',
          )}
        >
          <input
            type="color"
            aria-label={`${label}: any colour`}
            value={value}
            onChange={(event) => onChange(event.target.value.toLowerCase())}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
        </label>
        <HexInput label={`${label}, six digits`} value={value} onChange={onChange} />
      </div>
    </fieldset>
  );
}

function tile(selected: boolean): string {
  return clsx(
    'relative grid size-10 touch:size-11 cursor-pointer place-items-center rounded-[11px] shadow-[inset_0_0_0_1px_rgb(0_0_0/0.14)] transition-transform hover:scale-106 has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-4 has-focus-visible:outline-brand [&_svg]:size-4.5',
    selected && 'ring-2 ring-ink ring-offset-2 ring-offset-paper',
  );
}

function HexInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (colour: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const complete = /^#?[0-9a-f]{6}$/i;
  return (
    <TextInput
      aria-label={label}
      value={text}
      spellCheck={false}
      autoComplete="off"
      maxLength={7}
      aria-invalid={complete.test(text) ? undefined : true}
      onChange={(event) => {
        const next = event.target.value.trim();
        setText(next);
        if (complete.test(next)) onChange(`#${next.replace('#', '')}`.toLowerCase());
      }}
      onBlur={() => setText(value)}
      className="w-26! font-mono text-sm!"
    />
  );
}
