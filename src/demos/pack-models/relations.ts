/**
 * What named results of a briefing must have to do with one another and with the assumptions. It proves no
 * number, but a line that is twice too large, or means something else, does not fit.
 */
import type { ModelCheck } from '../model/checks/check-finding.ts';
import { amount, type ModelReading } from '../model/model-reading.ts';

export interface Relation {
  /** Name of the result. */
  readonly line: string;
  /** What it is held against, to follow "against". */
  readonly against: string;
  /** Periods in which it holds, from 1; all where absent. */
  readonly periods?: readonly [from: number, to: number];
  /** Least and most that fits in a period, from 0. */
  bounds(model: ModelReading, period: number): readonly [low: number, high: number];
}

/** Bounds around an amount of any sign; `share` of it to either side. */
export function around(value: number, share: number): readonly [number, number] {
  const room = Math.abs(value) * share;
  return [value - room, value + room];
}

/** A share that may have been typed as 5.8 for 5.8 %. */
export function shareOf(model: ModelReading, name: string): number {
  const value = model.input(name);
  return value > 1 ? value / 100 : value;
}

export function resultsFit(relations: readonly Relation[]): ModelCheck {
  return {
    id: 'results-fit',
    title: 'The results fit each other',
    why: 'A line that is doubled, or means something else than its name, no longer fits the others.',
    measure(model) {
      for (const { line, against, periods, bounds } of relations) {
        const values = model.line(line);
        const [from, to] = periods ?? [1, values.length];
        for (let period = from - 1; period < to; period += 1) {
          const value = values[period] ?? 0;
          const [low, high] = bounds(model, period);
          if (value >= low - 0.01 && value <= high + 0.01) continue;
          const found = `${line} is ${amount(value)} in ${model.period(period)}; against ${against} it would be ${amount(low)} to ${amount(high)}.`;
          return {
            pass: false,
            cells: model.place(line),
            detail: found,
            fix: `${found} Compare what the name ${line} means with what ${model.place(line)} holds, and repair it.`,
          };
        }
      }
      return {
        pass: true,
        detail: `${relations.length} comparisons of named results with each other and with the assumptions hold. They rule out gross errors, not small ones.`,
      };
    },
  };
}
