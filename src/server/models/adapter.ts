/** What every provider adapter offers the gateway. One adapter speaks one wire format through its official SDK. */
import type { FinishReason, ModelEvent, ModelRequest, ModelUsage } from '../../agent/model.ts';
import type { ProviderKind } from '../../agent/model-access.ts';

/** A model that can be asked: where, with which key. Never leaves the server. */
export interface ModelConnection {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly label: string;
  readonly model: string;
  readonly baseUrl?: string | undefined;
  readonly apiKey?: string | undefined;
}

export type ReportedUsage = Omit<ModelUsage, 'microUsd' | 'estimated'>;

/** Reported so far; a stream that breaks is settled by it. */
export type PartialUsage = Pick<ReportedUsage, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;

export type AdapterEvent =
  /** The provider has accepted the request. */
  | { readonly type: 'open' }
  | { readonly type: 'usage'; readonly usage: PartialUsage }
  | Exclude<ModelEvent, { type: 'finish' }>
  | {
      readonly type: 'finish';
      readonly reason: FinishReason;
      /** Null where the provider reported nothing. */
      readonly usage: ReportedUsage | null;
      readonly opaque?: unknown;
    };

/**
 * Asks the provider once, with no retry of the SDK's own. Ends with exactly one `finish`,
 * or throws a `ModelError` or the signal's reason. `heard` is called at every byte that arrives.
 */
export type ProviderAdapter = (
  connection: ModelConnection,
  request: ModelRequest,
  signal: AbortSignal,
  heard?: () => void,
) => AsyncIterable<AdapterEvent>;

/** Longest that a provider may take for one reply, milliseconds. Long files at slow models need minutes. */
export const CALL_DEADLINE_MS = 600_000;

/** Longest time without a single byte of a reply, milliseconds; providers ping about every 15 s. */
export const SILENCE_MS = 120_000;

/** Loads an adapter, and with it the provider's SDK, on first use: the server starts without them. */
export async function loadAdapter(kind: ProviderKind): Promise<ProviderAdapter> {
  if (kind === 'anthropic') return (await import('./anthropic.ts')).askAnthropic;
  if (kind === 'openai') return (await import('./openai-responses.ts')).askResponses;
  return (await import('./openai-chat.ts')).askChat;
}
