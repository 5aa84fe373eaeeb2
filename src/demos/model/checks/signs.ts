/** Signs are as agreed: costs and payments are negative, and what ties cash up lowers it. */
import { amount, type ModelReading } from '../model-reading.ts';
import type { ModelLine, ModelMovement } from '../model-spec.ts';
import { rounding } from './balance.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';

export const signs: ModelCheck = {
  id: 'signs',
  title: 'Signs are right',
  why: 'A cost that is added, or a debt that brings no cash, turns a plan upside down.',
  measure(model) {
    const { lines, movements } = model.spec;
    const signed = lines.filter((line) => line.sign);
    for (const line of signed) {
      const finding = wrongSign(model, line);
      if (finding) return finding;
    }
    for (const movement of movements) {
      const finding = wrongMovement(model, movement);
      if (finding) return finding;
    }
    return {
      pass: true,
      detail: `${signed.length} lines have the agreed sign in every period, and ${movements.length} lines of the cash flow move against their balances as they must.`,
    };
  },
};

function wrongSign(model: ModelReading, { name, label, sign }: ModelLine): CheckFinding | null {
  const factor = sign === 'negative' ? -1 : 1;
  const values = model.line(name);
  const first = values.findIndex((value) => value * factor < -rounding);
  const cells = model.place(name);
  if (first < 0) return null;
  const value = amount(values[first] ?? 0);
  return {
    pass: false,
    cells,
    detail: `“${label}” (${name}) is ${value} in ${model.period(first)}; it must not be ${sign === 'negative' ? 'above' : 'below'} 0.`,
    fix: `Turn the sign of ${name} in ${cells}: it must ${sign === 'negative' ? 'lower' : 'raise'} what it belongs to.`,
  };
}

function wrongMovement(model: ModelReading, movement: ModelMovement): CheckFinding | null {
  const balance = model.line(movement.balance);
  const start = movement.opening === undefined ? 0 : model.input(movement.opening);
  const shown = model.line(movement.line);
  const expected = balance.map(
    (value, index) => movement.direction * (value - (index === 0 ? start : (balance[index - 1] ?? 0))),
  );
  const first = shown.findIndex((value, index) => Math.abs(value - (expected[index] ?? 0)) > rounding);
  if (first < 0) return null;
  const [is, must] = [shown[first] ?? 0, expected[first] ?? 0];
  const turned = Math.abs(is + must) <= rounding ? ' The sign is turned.' : '';
  const cells = model.place(movement.line);
  return {
    pass: false,
    cells,
    detail: `${movement.line} is ${amount(is)} in ${model.period(first)}, and ${movement.balance} moved so that it must be ${amount(must)}.${turned}`,
    fix: `Repair ${movement.line} in ${cells}: more ${movement.balance} must ${movement.direction > 0 ? 'raise' : 'lower'} cash.`,
  };
}
