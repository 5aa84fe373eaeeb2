import { describe, expect, it } from 'vitest';
import { results } from './built-model.ts';
import { otherModel, type Style } from './other-models.ts';

const styles: Style[] = [
  { what: 'all on one sheet, months along the columns', down: false, inputsAcross: false, formulas: 'plain' },
  {
    what: 'months down the rows, assumptions side by side',
    down: true,
    inputsAcross: true,
    formulas: 'plain',
  },
  { what: 'other formulas for the same amounts', down: true, inputsAcross: false, formulas: 'other' },
];

describe('a correct model that is built in another way passes every check', () => {
  it.each(styles)('$what', async (style) => {
    const found = await results(otherModel(style));
    expect(found.filter(({ pass }) => !pass)).toEqual([]);
  });

  it('and fails where its overdraft follows last month’s cash', async () => {
    const model = otherModel({ what: 'a slip', down: false, inputsAcross: false, formulas: 'plain' });
    const range = model.engine.reference('Overdraft');
    expect(range).not.toBeNull();
    const row = (range?.top ?? 0) + 1;
    model.apply({ do: 'write', sheet: 'Plan', at: `Z${row}`, rows: [[`=Y${row}*1`]] });
    const found = await results(model);
    expect(found.filter(({ pass }) => !pass).map(({ id }) => id)).toContain('recompute');
  });
});
