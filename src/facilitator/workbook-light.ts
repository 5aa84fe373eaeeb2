import type { PreflightLight } from '../agent/model-access.ts';

const ROWS = 200;

/** Builds a small model, changes one assumption and reads what follows from it, as a demo would. */
export async function workbookLight(now: () => number = () => performance.now()): Promise<PreflightLight> {
  const base = { id: 'workbook', title: 'Financial model' };
  const broken: PreflightLight = {
    ...base,
    state: 'red',
    text: 'A model does not calculate in this browser.',
    remedy: 'Load this page again. If it stays red, use another browser, without extensions, for models.',
  };
  try {
    const { Workbook } = await import('../workbook/workbook.ts');
    const begun = now();
    const workbook = new Workbook('Preflight');
    const growth = Array.from({ length: ROWS - 1 }, (_, index) => [`=A${index + 1}+$B$1`]);
    workbook.apply([
      { do: 'add-sheet', name: 'Plan' },
      { do: 'write', sheet: 'Plan', at: 'A1', rows: [[1, 1], ...growth] },
      { do: 'write', sheet: 'Plan', at: 'C1', rows: [[`=SUM(A1:A${ROWS})`]] },
    ]);
    const total = () => workbook.engine.sheet('Plan')?.valueAt(0, 2);
    const before = total();
    workbook.apply({ do: 'write', sheet: 'Plan', at: 'B1', rows: [[2]] });
    const isRight = before === (ROWS * (ROWS + 1)) / 2 && total() === ROWS * ROWS;
    if (!isRight) return broken;
    const ms = Math.round(now() - begun);
    return { ...base, state: 'green', text: `${ROWS} formulas were calculated, twice, in ${ms} ms.` };
  } catch {
    return broken;
  }
}
