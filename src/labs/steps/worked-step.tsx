import { useState } from 'react';
import { saveBrand } from '../../brand/brand-store.ts';
import type { Brand } from '../../brand/schema.ts';
import { Button } from '../../components/button.tsx';
import { ColourPicker, type Swatch } from '../../components/colour-picker.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { rungProven } from '../progress.ts';
import { ChangeStatus } from './change-status.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

const swatches: readonly Swatch[] = [
  { colour: '#0e6a5b', name: 'Harbour green' },
  { colour: '#1f3b73', name: 'Ink blue' },
  { colour: '#8c2f39', name: 'Brick red' },
  { colour: '#4b3b8f', name: 'Plum' },
  { colour: '#b4570f', name: 'Amber' },
];

/** The first own change: a company and its colour. The agent does the rest. */
export function WorkedStep({
  lab,
  step,
  attempt,
  record,
  desk,
  openDesk,
  showApp,
  onNext,
}: StepProps<'worked'>) {
  const proven = rungProven(attempt, 'worked');
  const [name, setName] = useState(attempt.drafts['worked.name']?.text ?? attempt.brand?.value.name ?? '');
  const [colour, setColour] = useState(
    attempt.drafts['worked.colour']?.text ?? swatches[1]?.colour ?? '#1f3b73',
  );
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);

  async function ask() {
    if (!name.trim()) return setMissing(true);
    setAsking(true);
    const opened = desk ?? (await openDesk());
    if (opened) {
      const brand: Brand = { name: name.trim().slice(0, 60), primary: colour };
      record({ type: 'branded', brand });
      saveBrand(attempt.demo, brand);
      opened.session.setBrand(brand);
      showApp();
      await opened.ask('worked', fill(step.request, brand), 'rebrand');
    }
    setAsking(false);
  }

  return (
    <div className="flex flex-col gap-5">
      <Field
        label="Company name"
        error={missing && !name.trim() ? 'Type a company first, your own or any other.' : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={60}
            autoComplete="organization"
            placeholder="Harrow & Vale Mutual"
            onChange={(event) => {
              setName(event.target.value);
              record({ type: 'drafted', field: 'worked.name', text: event.target.value });
            }}
          />
        )}
      </Field>
      <ColourPicker
        label="Main colour"
        value={colour}
        swatches={swatches}
        onChange={(next) => {
          setColour(next);
          record({ type: 'drafted', field: 'worked.colour', text: next });
        }}
      />
      <Button
        variant={proven ? 'quiet' : 'brand'}
        size={proven ? 'm' : 'l'}
        className="self-start"
        loading={asking}
        onClick={() => void ask()}
      >
        {proven ? 'Change it once more' : step.action}
      </Button>
      <ChangeStatus attempt={attempt} rung="worked" desk={desk} showApp={showApp} makes={lab.makes} />
      {proven && <NextButton onNext={onNext}>Now brief it yourself</NextButton>}
    </div>
  );
}

function fill(request: string, brand: Brand): string {
  return request.replace('{name}', brand.name).replace('{colour}', brand.primary);
}
