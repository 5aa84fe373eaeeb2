/** Cash ties: each period begins with what the last one ended with, and the balance sheet shows the same. */
import { amount, type ModelReading } from '../model-reading.ts';
import { rounding } from './balance.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';

interface Tie {
  /** In words, to follow "in Mar 27": "closing cash is not opening cash plus the change". */
  readonly broken: string;
  readonly name: string;
  readonly shown: readonly number[];
  readonly expected: readonly number[];
}

export const cashTies: ModelCheck = {
  id: 'cash',
  title: 'Cash ties every period',
  why: 'The money at the end of the cash flow must be the money on the balance sheet.',
  measure(model) {
    const { cash, balance } = model.spec;
    const closing = model.line(cash.closing);
    for (const tie of ties(model, closing)) {
      const first = tie.shown.findIndex(
        (value, index) => Math.abs(value - (tie.expected[index] ?? 0)) > rounding,
      );
      if (first >= 0) return broken(model, tie, first);
    }
    return {
      pass: true,
      cells: model.place(cash.closing),
      detail: `In all ${closing.length} periods cash opens where it closed, moves by the cash flow and stands on the balance sheet (${balance.cash}); ${amount(closing.at(-1) ?? 0)} at the end.`,
    };
  },
};

function ties(model: ModelReading, closing: readonly number[]): Tie[] {
  const { cash, balance } = model.spec;
  const opening = model.line(cash.opening);
  const change = model.line(cash.change);
  const start = cash.start === undefined ? 0 : model.input(cash.start);
  return [
    {
      name: cash.opening,
      broken: 'opening cash is not the closing cash of the period before',
      shown: opening,
      expected: [start, ...closing.slice(0, -1)],
    },
    {
      name: cash.closing,
      broken: 'closing cash is not opening cash plus the cash flow',
      shown: closing,
      expected: opening.map((value, index) => value + (change[index] ?? 0)),
    },
    {
      name: balance.cash,
      broken: 'cash on the balance sheet is not the closing cash of the cash flow',
      shown: model.line(balance.cash),
      expected: closing,
    },
  ];
}

function broken(model: ModelReading, tie: Tie, first: number): CheckFinding {
  const [shown, expected] = [amount(tie.shown[first] ?? 0), amount(tie.expected[first] ?? 0)];
  return {
    pass: false,
    cells: model.place(tie.name),
    detail: `In ${model.period(first)} ${tie.broken}: ${shown}, needs ${expected}.`,
    fix: `Repair ${tie.name} from ${model.period(first)} on: ${tie.broken}.`,
  };
}
