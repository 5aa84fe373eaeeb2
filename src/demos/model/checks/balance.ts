/** The balance sheet balances in every period, and by itself: nothing is there to make it fit. */
import type { Cell, Sheet } from '../../../workbook/cell.ts';
import { amount, type ModelReading, placeOfCell } from '../model-reading.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';

/** Differences up to this are rounding. */
export const rounding = 0.01;

export const balanceSheet: ModelCheck = {
  id: 'balance',
  title: 'Balance sheet balances',
  why: 'If what is owned and how it is paid for differ, some line of the model is wrong.',
  measure(model) {
    const { assets, funding } = model.spec.balance;
    const [owned, paid] = [model.line(assets), model.line(funding)];
    const differences = owned.map((value, index) => value - (paid[index] ?? 0));
    const first = differences.findIndex((each) => Math.abs(each) > rounding);
    if (first >= 0) return off(model, first, differences);
    if (owned.every((value) => value === 0)) return empty(model);
    return plugged(model) ?? balanced(model, owned);
  },
};

function balanced(model: ModelReading, owned: readonly number[]): CheckFinding {
  return {
    pass: true,
    cells: model.place(model.spec.balance.assets),
    detail: `Assets and their funding are equal in all ${owned.length} periods, up to ${amount(owned.at(-1) ?? 0)} at the end.`,
  };
}

function empty(model: ModelReading): CheckFinding {
  return {
    pass: false,
    cells: model.place(model.spec.balance.assets),
    detail: 'The balance sheet is 0 in every period.',
    fix: 'Fill the balance sheet: assets, debts and equity in every period.',
  };
}

function off(model: ModelReading, first: number, differences: readonly number[]): CheckFinding {
  const { assets, funding } = model.spec.balance;
  const count = differences.filter((each) => Math.abs(each) > rounding).length;
  const difference = amount(differences[first] ?? 0);
  return {
    pass: false,
    cells: model.place(assets),
    detail: `Assets (${assets}) and funding (${funding}) differ by ${difference} in ${model.period(first)}, the first of ${count} periods that are off.`,
    fix: `The balance sheet is off by ${difference}, first in ${model.period(first)}. Find the line that causes it and repair that line.`,
  };
}

/** Equity that is worked out from the assets, or cash from the funding, always fits and proves nothing. */
function plugged(model: ModelReading): CheckFinding | null {
  const { equity, cash } = model.spec.balance;
  const [ownFunds, money] = [model.cells(equity), model.cells(cash)];
  for (const index of [0, Math.floor(ownFunds.length / 2), ownFunds.length - 1]) {
    const [equityCell, cashCell] = [ownFunds[index], money[index]];
    if (!equityCell || !cashCell) continue;
    if (reads(equityCell, cashCell)) return plug(equityCell, equity, 'the cash of the same period');
    if (reads(cashCell, equityCell)) return plug(cashCell, cash, 'the equity of the same period');
  }
  return null;
}

function plug(cell: Cell, name: string, from: string): CheckFinding {
  const cells = placeOfCell(cell);
  return {
    pass: false,
    cells,
    detail: `${name} in ${cells} is worked out from ${from}, so the balance sheet fits whatever happens. That hides mistakes.`,
    fix: `Work ${name} out from what moved it (profit, payments), not from the other side of the balance sheet.`,
  };
}

/** Whether a cell depends on another, over any number of steps. */
function reads(cell: Cell, wanted: Cell): boolean {
  const seen = new Set<Cell>([cell]);
  const open = [cell];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const read of readBy(next)) {
      if (read === wanted) return true;
      if (seen.has(read)) continue;
      seen.add(read);
      open.push(read);
    }
  }
  return false;
}

function* readBy(cell: Cell): Generator<Cell> {
  yield* cell.precedents;
  for (const { range } of cell.ranges) {
    yield* (range.sheet as Sheet).within(range.top, range.left, range.bottom, range.right);
  }
}
