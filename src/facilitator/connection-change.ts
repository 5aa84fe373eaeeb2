import type { ConnectionChange, ConnectionView, ProviderKind } from '../agent/model-access.ts';
import { readNumber } from '../numbers/read-number.ts';
import { plainNumber } from '../numbers/say-number.ts';

/** Prices are never negative. */
export const pricePlace = { min: 0 };

/** What a person fills in to connect a model. Prices are US-$ for a million tokens, as typed. */
export interface ConnectionDraft {
  readonly id?: string;
  readonly kind: ProviderKind;
  readonly model: string;
  readonly baseUrl: string;
  /** Empty: keep what is stored. */
  readonly apiKey: string;
  readonly ownHardware: boolean;
  readonly inputPrice: string;
  readonly outputPrice: string;
}

export type DraftErrors = Partial<Record<'model' | 'baseUrl' | 'apiKey' | 'price', string>>;

/** An empty draft of a kind. */
export function newDraft(kind: ProviderKind, over: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return {
    kind,
    model: '',
    baseUrl: '',
    apiKey: '',
    ownHardware: false,
    inputPrice: '',
    outputPrice: '',
    ...over,
  };
}

/** A stored connection, to be changed. Its key is never known here. */
export function draftOf(view: ConnectionView): ConnectionDraft {
  const own = view.price.state === 'operator';
  return {
    id: view.id,
    kind: view.kind,
    model: view.model,
    baseUrl: view.baseUrl ?? '',
    apiKey: '',
    ownHardware: view.ownHardware,
    inputPrice: own && view.price.inputPerMillion !== null ? plainNumber(view.price.inputPerMillion) : '',
    outputPrice: own && view.price.outputPerMillion !== null ? plainNumber(view.price.outputPerMillion) : '',
  };
}

/** What is missing or wrong, in words; empty where it can be saved. */
export function draftErrors(draft: ConnectionDraft, stored: ConnectionView | undefined): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.model.trim() === '') errors.model = 'Give the model’s name, as the provider writes it.';
  if (draft.kind === 'compatible' && !/^https?:\/\/[^\s/]+/.test(draft.baseUrl.trim())) {
    errors.baseUrl = 'Give the address, starting with http:// or https://.';
  }
  const hasKey = draft.apiKey.trim() !== '' || (stored !== undefined && stored.keyFrom !== 'none');
  if (draft.kind !== 'compatible' && !hasKey) errors.apiKey = 'Paste the key of the provider.';
  const prices = [draft.inputPrice.trim(), draft.outputPrice.trim()];
  const filled = prices.filter((price) => price !== '');
  if (filled.length === 1) errors.price = 'Give both prices, or neither.';
  else if (filled.some((price) => priceOf(price) === null)) {
    errors.price = 'Prices are numbers, such as 3 or 0.25.';
  }
  return errors;
}

/** A price in US dollars; null where it is none, or could be two. */
function priceOf(text: string): number | null {
  const read = readNumber(text, pricePlace);
  return read.kind === 'number' ? read.value : null;
}

/** A draft as the server wants it. */
export function changeOf(draft: ConnectionDraft): ConnectionChange {
  const [input, output] = [priceOf(draft.inputPrice), priceOf(draft.outputPrice)];
  return {
    ...(draft.id === undefined ? {} : { id: draft.id }),
    kind: draft.kind,
    model: draft.model.trim(),
    ...(draft.kind === 'compatible' ? { baseUrl: draft.baseUrl.trim() } : {}),
    ...(draft.apiKey.trim() === '' ? {} : { apiKey: draft.apiKey.trim() }),
    ...(draft.ownHardware ? { ownHardware: true } : {}),
    ...(input !== null && output !== null
      ? { price: { inputPerMillion: input, outputPerMillion: output } }
      : {}),
  };
}

/** The whole list to save after one connection was added or changed. */
export function withDraft(list: readonly ConnectionView[], draft: ConnectionDraft): ConnectionChange[] {
  const kept = list.map((view) => changeOf(view.id === draft.id ? draft : draftOf(view)));
  return draft.id === undefined ? [...kept, changeOf(draft)] : kept;
}

/** The whole list to save after one was taken out. */
export function without(list: readonly ConnectionView[], id: string): ConnectionChange[] {
  return list.filter((view) => view.id !== id).map((view) => changeOf(draftOf(view)));
}

/** The whole list to save after one was moved to the front: it is asked first. */
export function asFirst(list: readonly ConnectionView[], id: string): ConnectionChange[] {
  const first = list.filter((view) => view.id === id);
  return [...first, ...list.filter((view) => view.id !== id)].map((view) => changeOf(draftOf(view)));
}
