import { CircleCheck, ImageUp, RotateCcw, Sparkles, Trash2 } from 'lucide-react';
import { type ChangeEvent, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { ColourPicker, type Swatch } from '../components/colour-picker.tsx';
import { Field, TextInput } from '../components/field.tsx';
import { BrandPreview } from './brand-preview.tsx';
import { readLogo } from './logo.ts';
import { paletteOf } from './palette.ts';
import type { Brand } from './schema.ts';

/** Colours to begin with; any other can be chosen. */
const brandSwatches: readonly Swatch[] = [
  { colour: '#0e6a5b', name: 'Harbour green' },
  { colour: '#1f3b73', name: 'Deep blue' },
  { colour: '#8c2f39', name: 'Claret' },
  { colour: '#4b3b8f', name: 'Violet' },
  { colour: '#c2410c', name: 'Burnt orange' },
];

export interface BrandEditorProps {
  value: Brand;
  /** Called with every valid change; keep it with `saveBrand` where it shall apply at once. */
  onChange: (brand: Brand) => void;
  /** Offers to go back to the demo's own brand. */
  onReset?: (() => void) | undefined;
  /** Leaves out the preview and the second colour, for a narrow column. */
  compact?: boolean | undefined;
}

/** Name, colours and logo of a company, with a preview and what was corrected for contrast. */
export function BrandEditor({ value, onChange, onReset, compact = false }: BrandEditorProps) {
  const palette = useMemo(() => paletteOf(value), [value]);
  const change = (part: Partial<Brand>) => onChange({ ...value, ...part });
  return (
    <div
      className={compact ? 'grid gap-5' : 'grid gap-x-8 gap-y-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]'}
    >
      <div className="grid content-start gap-5">
        <NameField value={value.name} onChange={(name) => change({ name })} />
        <ColourPicker
          label="Brand colour"
          value={value.primary}
          onChange={(primary) => change({ primary })}
          swatches={brandSwatches}
        />
        <ContrastNote notes={palette.notes.map((note) => note.text)} />
        {compact ? null : <SecondColour value={value} onChange={onChange} derived={palette.light.accent} />}
        <LogoField
          logo={value.logo}
          onChange={(logo) => {
            const { logo: _, ...rest } = value;
            onChange(logo === null ? rest : { ...rest, logo });
          }}
        />
        {onReset === undefined ? null : (
          <div>
            <Button variant="ghost" size="s" icon={<RotateCcw aria-hidden="true" />} onClick={onReset}>
              Use the demo’s own brand
            </Button>
          </div>
        )}
      </div>
      {compact ? null : <BrandPreview brand={value} palette={palette} />}
    </div>
  );
}

function NameField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== text.trim()) setText(value);
  }
  const empty = text.trim() === '';
  return (
    <Field label="Company name" error={empty ? 'Give the name as people say it.' : undefined}>
      {(control) => (
        <TextInput
          {...control}
          value={text}
          maxLength={60}
          autoComplete="organization"
          onChange={(event) => {
            setText(event.target.value);
            const name = event.target.value.trim();
            if (name !== '') onChange(name);
          }}
        />
      )}
    </Field>
  );
}

function ContrastNote({ notes }: { notes: readonly string[] }) {
  const [note] = notes;
  return (
    <p
      aria-live="polite"
      className="flex gap-2 text-note text-muted [&_svg]:mt-px [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {note === undefined ? (
        <>
          <CircleCheck aria-hidden="true" className="text-good" />
          Text in this colour reads well on light pages (4.5 : 1 or more).
        </>
      ) : (
        <>
          <Sparkles aria-hidden="true" className="text-warn" />
          {note}
        </>
      )}
    </p>
  );
}

interface SecondColourProps {
  value: Brand;
  derived: string;
  onChange: (brand: Brand) => void;
}

function SecondColour({ value, derived, onChange }: SecondColourProps) {
  if (value.secondary === undefined) {
    return (
      <div>
        <Button variant="quiet" size="s" onClick={() => onChange({ ...value, secondary: derived })}>
          Add a second colour
        </Button>
      </div>
    );
  }
  const { secondary, ...rest } = value;
  return (
    <div className="grid gap-2">
      <ColourPicker
        label="Second colour"
        help="For marks and highlights"
        value={secondary}
        onChange={(next) => onChange({ ...value, secondary: next })}
        swatches={brandSwatches.slice(0, 3)}
      />
      <div>
        <Button variant="ghost" size="s" icon={<Trash2 aria-hidden="true" />} onClick={() => onChange(rest)}>
          Take the second colour away
        </Button>
      </div>
    </div>
  );
}

function LogoField({
  logo,
  onChange,
}: {
  logo: string | undefined;
  onChange: (logo: string | null) => void;
}) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = '';
    if (chosen === undefined) return;
    setBusy(true);
    const result = await readLogo(chosen);
    setBusy(false);
    setProblem(result.ok ? undefined : result.problem);
    if (result.ok) onChange(result.logo);
  };
  return (
    <div className="grid gap-1.5">
      <span id={id} className="text-[0.84375rem] font-[580]">
        Logo
      </span>
      <div className="flex flex-wrap items-center gap-3">
        {logo === undefined ? null : (
          <span className="grid h-11 min-w-20 place-items-center rounded-[11px] bg-white px-3 shadow-[inset_0_0_0_1px_var(--line-strong)]">
            <img src={logo} alt="The chosen logo" className="max-h-8 max-w-40" />
          </span>
        )}
        <input
          ref={file}
          type="file"
          accept=".png,.jpg,.jpeg,.webp,.svg,image/png,image/jpeg,image/webp,image/svg+xml"
          aria-labelledby={id}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => void take(event)}
        />
        <Button
          variant="quiet"
          size="s"
          loading={busy}
          icon={<ImageUp aria-hidden="true" />}
          onClick={() => file.current?.click()}
        >
          {logo === undefined ? 'Choose a picture' : 'Choose another'}
        </Button>
        {logo === undefined ? null : (
          <Button variant="ghost" size="s" onClick={() => onChange(null)}>
            Take it away
          </Button>
        )}
      </div>
      <p
        aria-live="polite"
        className={problem === undefined ? 'text-note text-muted' : 'text-note font-medium text-bad'}
      >
        {problem ?? 'PNG, JPEG, WebP or SVG. It stays in this browser.'}
      </p>
    </div>
  );
}
