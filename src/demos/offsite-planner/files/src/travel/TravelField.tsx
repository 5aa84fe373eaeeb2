import { Field } from '../views/Field.tsx';
import { t } from '../words.ts';
import { travels } from './travel.ts';

interface TravelFieldProps {
  readonly value: string;
  readonly onChange: (travel: string) => void;
}

export function TravelField({ value, onChange }: TravelFieldProps) {
  return (
    <Field id="travel" label="How you travel" hint="So that nobody drives alone">
      <select
        id="travel"
        value={value}
        aria-describedby="travel-note"
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('Not decided yet')}</option>
        {travels.map((travel) => (
          <option key={travel} value={travel}>
            {t(travel)}
          </option>
        ))}
      </select>
    </Field>
  );
}
