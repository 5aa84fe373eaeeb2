import type { RehearsalScript } from '../../agent/models/rehearsal.ts';
import type { Brand } from '../../brand/schema.ts';
import { modelRehearsal } from '../model/model-rehearsal.ts';
import { askable } from './askable.ts';
import { build } from './build.ts';
import { changes, lossRepair } from './changes.ts';
import { headlines } from './exhibits.ts';
import { caseLabels } from './inputs.ts';

export function rehearsal(brand: Brand): RehearsalScript {
  return modelRehearsal(
    {
      title: 'Rehearsal of the refinance unit',
      changes,
      repairs: [lossRepair],
      inputs: askable,
      scenarios: caseLabels,
      headlines,
      build,
    },
    brand,
  );
}
