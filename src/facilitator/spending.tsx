import { type FormEvent, useState } from 'react';
import type { BudgetAnswer, SettingsAnswer, SettingsChange } from '../agent/model-access.ts';
import { Button } from '../components/button.tsx';
import { Field, TextInput } from '../components/field.tsx';
import { Meter } from '../components/meter.tsx';
import { Notice } from '../components/notice.tsx';
import { useAction } from './use-action.ts';
import { dollars } from './words.ts';

export interface SpendingProps {
  settings: SettingsAnswer;
  budget: BudgetAnswer | null;
  change: (body: SettingsChange) => Promise<void>;
}

/** Today's spending against the cap, and the cap itself. */
export function Spending({ settings, budget, change }: SpendingProps) {
  const [text, setText] = useState(String(settings.dailyCapUsd));
  const { busy, problem, run } = useAction();
  const amount = Number(text.replace(',', '.'));
  const valid = text.trim() !== '' && Number.isFinite(amount) && amount >= 0 && amount <= 10_000;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid)
      void run(() => change({ dailyCapUsd: amount }), `The cap is ${dollars(amount * 1e6)} a day now`);
  };
  return (
    <div className="grid gap-6">
      {budget === null ? (
        <Notice title="Today’s spending is not known">The server did not say. Load the page again.</Notice>
      ) : (
        <BudgetMeter budget={budget} />
      )}
      {problem === null ? null : (
        <Notice tone="bad" announce="assertive" title={problem.title}>
          {problem.text}
        </Notice>
      )}
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field
          label="Cap a day, US dollars"
          className="w-48"
          error={valid ? undefined : 'Give a number from 0 to 10,000.'}
        >
          {(control) => (
            <TextInput
              {...control}
              inputMode="decimal"
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="num"
            />
          )}
        </Field>
        <Button
          type="submit"
          variant="quiet"
          loading={busy}
          disabled={!valid || amount === settings.dailyCapUsd}
        >
          Save the cap
        </Button>
      </form>
    </div>
  );
}

function BudgetMeter({ budget }: { budget: BudgetAnswer }) {
  const used = budget.settledMicroUsd + budget.heldMicroUsd;
  const resets = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    new Date(budget.resetsAt),
  );
  return (
    <div>
      <Meter
        label="Used today"
        value={used}
        max={budget.capMicroUsd}
        text={`${dollars(used)} of ${dollars(budget.capMicroUsd)}`}
      />
      <p className="mt-2 text-note text-muted">
        {budget.heldMicroUsd > 0
          ? `${dollars(budget.heldMicroUsd)} of it is reserved by calls under way. `
          : ''}
        It starts anew at {resets}.
      </p>
    </div>
  );
}
