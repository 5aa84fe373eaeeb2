import type { ModelChange } from '../model/model-rehearsal.ts';

export const changes: readonly ModelChange[] = [];
export const daysRepair: ModelChange = {
  id: 'repair-days',
  label: 'Use the days after which customers really pay',
  also: [],
  *run() {},
};
