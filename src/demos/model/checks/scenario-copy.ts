/** A copy of the model to try scenarios on; the model itself stays as it is. */
import { cellName } from '../../../workbook/address.ts';
import { Workbook } from '../../../workbook/workbook.ts';
import { ModelReading } from '../model-reading.ts';

/** Calls `look` in every scenario, 1, 2, 3 …; the reading is of the copy and holds until the next call. */
export function inEveryScenario(
  model: ModelReading,
  look: (reading: ModelReading, scenario: number) => boolean,
): void {
  const { name, labels } = model.spec.scenario;
  const chooser = model.inputCell(name);
  const copy = Workbook.fromFile(model.workbook.toFile());
  const reading = new ModelReading(copy, model.spec);
  const at = cellName(chooser.row, chooser.column);
  for (let scenario = 1; scenario <= labels.length; scenario += 1) {
    copy.apply({ do: 'write', sheet: chooser.sheet.name, at, rows: [[scenario]] });
    if (!look(reading, scenario)) return;
  }
}
