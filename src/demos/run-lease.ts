/**
 * One tab writes a run, others look at it. A tab asks before it takes a run; who holds it answers.
 * Over a BroadcastChannel, because `navigator.locks` is not there over plain http on a network address.
 */
import type { TabChannel } from '../storage/channel.ts';

export interface RunLease {
  /** False where another tab holds the run. */
  readonly held: boolean;
  release(): void;
}

export interface LeaseOptions {
  /** The channel of all tabs that know a run; null where the browser has none. */
  readonly openChannel: (runId: string) => TabChannel | null;
  /** Random name of this tab; of two that ask at once, the smaller one gets the run. */
  readonly tab: string;
  readonly wait: (ms: number) => Promise<void>;
}

/** How long a holder has to answer, ms. Tabs in the background answer messages at once too. */
const ANSWER_MS = 150;

interface LeaseMessage {
  readonly type: 'ask' | 'held';
  readonly tab: string;
}

function parseMessage(message: unknown): LeaseMessage | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, tab } = message as Partial<LeaseMessage>;
  return (type === 'ask' || type === 'held') && typeof tab === 'string' ? { type, tab } : null;
}

/** Takes a run for this tab, or learns that another has it. Browsers without channels always get it. */
export async function takeLease(runId: string, options: LeaseOptions): Promise<RunLease> {
  const { tab } = options;
  const channel = options.openChannel(runId);
  if (!channel) return { held: true, release: () => {} };
  let holding = false;
  let lost = false;
  channel.onMessage((raw) => {
    const message = parseMessage(raw);
    if (!message || message.tab === tab) return;
    if (message.type === 'held') lost ||= !holding;
    else if (holding || (!lost && tab < message.tab)) channel.post({ type: 'held', tab });
    // Both asked at once, and perhaps only this one heard it: the smaller name has it.
    else lost = true;
  });
  channel.post({ type: 'ask', tab });
  await options.wait(ANSWER_MS);
  holding = !lost;
  if (lost) channel.close();
  return { held: holding, release: () => channel.close() };
}
