import { type FormEvent, useState } from 'react';
import type { BudgetAnswer, SettingsAnswer, SettingsChange } from '../agent/model-access.ts';
import { Button } from '../components/button.tsx';
import { Meter } from '../components/meter.tsx';
import { Notice } from '../components/notice.tsx';
import { NumberField, typedAs } from '../numbers/number-field.tsx';
import { readNumber } from '../numbers/read-number.ts';
import { useAction } from './use-action.ts';
import { dollars } from './words.ts';

export interface SpendingProps {
  settings: SettingsAnswer;
  budget: BudgetAnswer | null;
  change: (body: SettingsChange) => Promise<void>;
}

/** What the server takes, US dollars. */
const capPlace = { min: 0, max: 10_000 };

/** Today's spending against the cap, and the cap itself. */
export function Spending({ settings, budget, change }: SpendingProps) {
  const [text, setText] = useState(typedAs(settings.dailyCapUsd, capPlace));
  const { busy, problem, run } = useAction();
  const reading = readNumber(text, capPlace);
  const amount = reading.kind === 'number' ? reading.value : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amount !== null)
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
        <NumberField
          label="Cap a day, US dollars"
          className="w-64"
          pressed
          value={text}
          place={capPlace}
          onChange={setText}
        />
        <Button
          type="submit"
          variant="quiet"
          loading={busy}
          disabled={amount === null || amount === settings.dailyCapUsd}
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
