import { ModelReading } from '../../src/demos/model/model-reading.ts';
import { demo } from '../../src/demos/refinance-model/demo.ts';
import { flaw } from '../../src/demos/refinance-model/flaw.ts';
import { inputs } from '../../src/demos/refinance-model/inputs.ts';
import { recompute } from '../../src/demos/refinance-model/recompute.ts';
import { spec } from '../../src/demos/refinance-model/spec.ts';
import { modelChangesContract } from './model/change-contract.ts';

modelChangesContract({
  demo,
  more: [flaw.repair, 'Set conversion to 35 %'],
  misfit({ desk: { workbook } }) {
    const model = new ModelReading(workbook, spec);
    const names = [
      ...inputs.map(({ name }) => name),
      ...spec.optionalInputs.filter((name) => model.has(name)),
    ];
    const expected = recompute(Object.fromEntries(names.map((name) => [name, model.input(name)])));
    return Object.entries(expected).flatMap(([name, values]) => {
      const shown = model.line(name);
      const off = Math.max(...values.map((value, index) => Math.abs(value - (shown[index] ?? 0))));
      return off > 0.01 ? [{ name, off }] : [];
    });
  },
});
