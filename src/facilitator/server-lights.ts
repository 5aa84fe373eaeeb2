import type { PreflightLight } from '../agent/model-access.ts';
import { originMismatch } from './origin.ts';

/** The clocks may differ by what nobody notices, ms: sessions, caps and times on records go by them. */
const MAX_CLOCK_DIFFERENCE_MS = 120_000;

/** Whether page and server agree where they are: a proxy that rewrites the host blocks every preview. */
export function addressLight(page: string, server: string): PreflightLight {
  const base = { id: 'address', title: 'Address' };
  const mismatch = originMismatch(page, server);
  if (mismatch === null) return { ...base, state: 'green', text: `Page and server agree on ${page}.` };
  return { ...base, state: 'red', text: `${mismatch.title}. ${mismatch.text}`, remedy: mismatch.remedy };
}

/** @param difference server's clock minus this machine's, ms. */
export function clockLight(difference: number): PreflightLight {
  const base = { id: 'clock', title: 'Clock' };
  const minutes = Math.round(Math.abs(difference) / 60_000);
  if (Math.abs(difference) <= MAX_CLOCK_DIFFERENCE_MS)
    return { ...base, state: 'green', text: 'This machine and the server agree on the time.' };
  return {
    ...base,
    state: 'amber',
    text: `This machine’s clock is ${minutes} minutes ${difference > 0 ? 'behind' : 'ahead of'} the server’s. Times on records and the room’s end will look wrong.`,
    remedy: 'Let this machine and the server set their clocks by the network.',
  };
}
