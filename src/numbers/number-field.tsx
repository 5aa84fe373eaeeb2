import { type ReactNode, useState } from 'react';
import { Field, TextInput } from '../components/field.tsx';
import { useSelectOnFocus } from '../components/select-on-focus.ts';
import { NumberChoices } from './number-choices.tsx';
import { type NumberPlace, readNumber } from './read-number.ts';
import { exact, plainNumber } from './say-number.ts';

interface NumberFieldProps {
  label: ReactNode;
  help?: ReactNode;
  /** As typed. */
  value: string;
  place?: NumberPlace | undefined;
  onChange: (text: string) => void;
  /** Says what is wrong also before the field was left. */
  pressed?: boolean | undefined;
  /** Something beside the number itself that is wrong. */
  error?: string | undefined;
  className?: string | undefined;
}

/** A typed number: said back as it was read, asked back where it has two meanings, refused with a reason. */
export function NumberField(props: NumberFieldProps) {
  const { label, help, value, place = {}, onChange, pressed = false, error, className } = props;
  const [left, setLeft] = useState(false);
  const select = useSelectOnFocus();
  const reading = readNumber(value, place);
  const isWrong = reading.kind === 'unreadable' && (pressed || (left && reading.code !== 'empty'));
  const said = reading.kind === 'number' && reading.said !== value.trim() ? reading.said : null;
  return (
    <div className={className}>
      <Field
        label={label}
        help={help}
        error={isWrong ? reading.why : error}
        trailing={
          <span aria-live="polite" className="num text-note text-muted">
            {said && `that is ${said}`}
          </span>
        }
      >
        {(control) => (
          <TextInput
            {...control}
            className="num"
            inputMode="decimal"
            autoComplete="off"
            maxLength={60}
            value={value}
            {...select}
            onBlur={() => setLeft(true)}
            onChange={(event) => {
              setLeft(false);
              onChange(event.target.value);
            }}
          />
        )}
      </Field>
      {reading.kind === 'ambiguous' && (
        <NumberChoices
          className="mt-2"
          readings={reading.readings}
          onChoose={(chosen) => onChange(typedAs(chosen.value, place))}
        />
      )}
    </div>
  );
}

/** A number as it is typed into its place. */
export function typedAs(value: number, { share, locale }: NumberPlace): string {
  return share ? `${plainNumber(exact(value * 100), locale)} %` : plainNumber(value, locale);
}
