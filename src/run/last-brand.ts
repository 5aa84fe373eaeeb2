import type { Brand } from '../brand/schema.ts';
import type { RunRecord } from './schema.ts';

/** The brand that a run's work was judged by at the end of its record. */
export function lastBrand({ header, events }: RunRecord): Brand {
  return events.reduce(
    (brand, event) => (event.type === 'CUSTOM' && event.name === 'firsthand.brand' ? event.value : brand),
    header.brand,
  );
}
