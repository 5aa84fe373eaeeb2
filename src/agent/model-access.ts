/**
 * What a browser learns from, and tells, the server about models, access, settings and budget.
 * Types only: nothing here may reach a bundle.
 */

import type { ModelUsage } from './model.ts';

/** `compatible` is any endpoint that speaks Chat Completions: Ollama, LM Studio, vLLM, Azure, OpenRouter … */
export type ProviderKind = 'anthropic' | 'openai' | 'compatible';

export interface ModelStatus {
  /** Model id as the provider names it. */
  readonly id: string;
  readonly provider: ProviderKind;
  /** For people: "claude-sonnet-5 · Anthropic". */
  readonly label: string;
}

/** Answer of `GET /api/status`. */
export interface StatusAnswer {
  /** Where the server believes it was asked: other than the page's own where a proxy rewrites the host. */
  readonly origin: string;
  /** The server's clock, ms since 1970. */
  readonly now: number;
  readonly version: string;
  /** The model that is asked first; null where none is connected. */
  readonly model: ModelStatus | null;
  /** Every model that may be asked, in the order of falling back. */
  readonly models: readonly ModelStatus[];
  /** True where this browser may ask the model now: facilitator, or the room is open. */
  readonly modelAllowed: boolean;
  readonly engine: 'embedded' | 'webcontainer';
  /** Operator's WebContainer key: public by its nature, it is used in the browser. */
  readonly webcontainerKey?: string;
  readonly facilitator: boolean;
  /** ISO time until which participants may ask the model; null while the room is closed. */
  readonly roomOpenUntil: string | null;
}

/** Answer header of `POST /api/model/respond`: which model really answers (it may be a fall-back). */
export const ANSWERING_MODEL_HEADER = 'x-firsthand-model';

/** Header of `POST /api/model/respond`: the browser's own id of the call, to ask what it was booked at. */
export const MODEL_CALL_HEADER = 'x-firsthand-call';

/** Answer of `GET /api/model/spent/:call`. */
export interface SpentAnswer {
  /** Null where nothing was booked. */
  readonly usage: ModelUsage | null;
}

/** Where a price comes from. An `unknown` price is refused: unpriced is never free. */
export type PriceState = 'known' | 'operator' | 'own-hardware' | 'unknown';

export interface PriceView {
  readonly state: PriceState;
  /** US-$ for a million tokens; null where unknown. */
  readonly inputPerMillion: number | null;
  readonly outputPerMillion: number | null;
  /** Plain sentence: where the price comes from, or what to do where there is none. */
  readonly note: string;
}

export interface ConnectionView {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly label: string;
  readonly model: string;
  readonly baseUrl: string | null;
  /** Never the key itself: `sk-…4f2a`. */
  readonly keyMasked: string | null;
  readonly keyFrom: 'environment' | 'settings' | 'none';
  readonly price: PriceView;
  readonly ownHardware: boolean;
}

/** Answer of `GET /api/settings` and `PUT /api/settings` (facilitator only). */
export interface SettingsAnswer {
  /** In order: the first is asked first, the others are fall-backs. */
  readonly connections: readonly ConnectionView[];
  /** True while the list is derived from the environment and nothing was saved. */
  readonly fromEnvironment: boolean;
  readonly dailyCapUsd: number;
  readonly engine: 'embedded' | 'webcontainer';
  readonly webcontainerKey: string | null;
  /** Model ids to offer, per provider; any other id may be typed. */
  readonly knownModels: Readonly<Record<ProviderKind, readonly string[]>>;
}

export interface ConnectionChange {
  /** Id of a connection that is kept; absent for a new one. */
  readonly id?: string;
  readonly kind: ProviderKind;
  readonly label?: string;
  readonly model: string;
  /** Only for `compatible`. Changing it forgets the stored key: a key goes only where it was entered for. */
  readonly baseUrl?: string;
  /** Absent: keep what is stored (or the environment's). Null: forget it. */
  readonly apiKey?: string | null;
  /** Operator's own price, US-$ for a million tokens. */
  readonly price?: { readonly inputPerMillion: number; readonly outputPerMillion: number };
  /** The operator declares that this model runs on own hardware and costs nothing. */
  readonly ownHardware?: boolean;
}

/** Body of `PUT /api/settings`; what is absent stays. `connections` replaces the whole list. */
export interface SettingsChange {
  readonly connections?: readonly ConnectionChange[];
  readonly dailyCapUsd?: number;
  readonly engine?: 'embedded' | 'webcontainer';
  readonly webcontainerKey?: string | null;
}

/** Answer of `GET /api/models/local`. */
export interface LocalModelsAnswer {
  readonly servers: readonly LocalModelServer[];
}
export interface LocalModelServer {
  readonly name: 'Ollama' | 'LM Studio';
  /** Base URL to save as a connection. */
  readonly baseUrl: string;
  readonly models: readonly string[];
}

/** Answer of `POST /api/room`. */
export interface RoomAnswer {
  readonly roomOpenUntil: string | null;
}

/** One light of the preflight. */
export interface PreflightLight {
  readonly id: string;
  readonly title: string;
  readonly state: 'green' | 'amber' | 'red';
  /** What was seen. */
  readonly text: string;
  /** What to do, where it is not green. */
  readonly remedy?: string;
}
/** Answer of `POST /api/preflight`: the server's part; the browser adds its own lights. */
export interface PreflightAnswer {
  readonly lights: readonly PreflightLight[];
  readonly checkedAt: string;
}

/** Answer of `GET /api/budget`. Micro-US-dollars, integers. */
export interface BudgetAnswer {
  readonly capMicroUsd: number;
  readonly settledMicroUsd: number;
  /** Reserved by model calls under way. */
  readonly heldMicroUsd: number;
  readonly availableMicroUsd: number;
  /** ISO time when the day's budget starts anew. */
  readonly resetsAt: string;
}

/** Every refusal under `/api` that is not a model error. */
export interface ApiProblem {
  readonly code: string;
  /** What happened. */
  readonly message: string;
  /** What to do next. */
  readonly hint: string;
}
