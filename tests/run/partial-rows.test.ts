import { describe, expect, it } from 'vitest';
import { emptyPartial, readPartial } from '../../src/run/partial-json.ts';
import { rowLines, rowsSoFar } from '../../src/run/partial-rows.ts';

const rows = [
  ['Revenue "net", [EUR]', '=E4*E5', 12.5, null],
  ['Größe 😀', true, -0.004, ''],
];

describe('rows of cells that are still arriving', () => {
  it('are read whole once the text is whole', () => {
    expect(rowsSoFar(JSON.stringify(rows))).toEqual(rows);
    expect(rowsSoFar(JSON.stringify(rows, null, 2))).toEqual(rows);
  });

  it('are a beginning of the whole at every moment, wherever the text is cut', () => {
    const text = JSON.stringify({ sheet: 'PnL', at: 'B4', rows, fill_right: 3 });
    for (let end = 0; end <= text.length; end += 1) {
      const { nested } = readPartial(emptyPartial, text.slice(0, end));
      const read = rowsSoFar(nested.rows ?? '');
      expect(read.length).toBeLessThanOrEqual(rows.length);
      for (const [index, row] of read.slice(0, -1).entries()) expect(row).toEqual(rows[index]);
      const last = read.at(-1) ?? [];
      for (const [index, cell] of last.slice(0, -1).entries()) {
        expect(cell).toEqual(rows[read.length - 1]?.[index]);
      }
    }
  });

  it('take nothing from values beside them', () => {
    const partial = readPartial(emptyPartial, '{"a":[1,{"b":"]"}],"c":"x","rows":[["a');
    expect(partial.strings).toEqual({ c: 'x' });
    expect(partial.nested).toEqual({ a: '[1,{"b":"]"}]', rows: '[["a' });
    expect(rowsSoFar(partial.nested.rows ?? '')).toEqual([['a']]);
  });

  it('read as lines', () => {
    expect(rowLines([['Revenue', 10, null, '=A1']])).toBe('Revenue   10      =A1');
  });
});
