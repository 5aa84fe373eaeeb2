import { asModelChange } from '../model/change-model.ts';
import type { ModelChange } from '../model/model-rehearsal.ts';
import { daysRepair, equity, lease, slowSuppliers, taxLosses } from './changes-money.ts';
import { fourthPlan, hiringFreeze, priceRise } from './changes-operations.ts';
import { breakEven, byQuarter } from './changes-views.ts';
import { headlines } from './headlines.ts';

/** What the rehearsal can change, as offered. */
export const changes: readonly ModelChange[] = [
  priceRise,
  fourthPlan,
  slowSuppliers,
  equity,
  lease,
  hiringFreeze,
  taxLosses,
  byQuarter,
  breakEven,
].map((change) => asModelChange(change, headlines));

/** The repair of the planted misreading; asked for, never offered. */
export const repairDays: ModelChange = asModelChange(daysRepair, headlines);
