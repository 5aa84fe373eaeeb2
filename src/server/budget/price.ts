/**
 * Prices of models. Bundled and dated (`@pydantic/genai-prices`), or entered by the operator,
 * or zero on hardware that the operator declared as own. Anything else has no price and is refused.
 */
import { calcPrice, findProvider, type MatchLogic, type Provider } from '@pydantic/genai-prices';
import type { ModelUsage } from '../../agent/model.ts';
import { fromUsd, type MicroUsd } from './money.ts';

export interface OperatorPrice {
  /** US-$ for a million tokens. */
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
}

export interface PricedModel {
  readonly kind: 'anthropic' | 'openai' | 'compatible';
  readonly model: string;
  readonly baseUrl?: string | undefined;
  readonly operatorPrice?: OperatorPrice | undefined;
  readonly ownHardware?: boolean | undefined;
}

/** What a call costs, and the most that it can cost. */
export interface Price {
  readonly state: 'known' | 'operator' | 'own-hardware';
  /** Says which price list was used; kept with every hold. */
  readonly version: string;
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  cost(usage: Pick<ModelUsage, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>): MicroUsd;
  /** Upper bound: every input token at the dearest input rate, every output token used. */
  worstCase(inputTokens: number, outputTokens: number): MicroUsd;
}

const BUNDLED_VERSION = 'genai-prices 0.1.8';

/** @returns null where nothing says what the model costs. */
export function findPrice(model: PricedModel, now: Date): Price | null {
  if (model.ownHardware) return flatPrice('own-hardware', 'own hardware', 0, 0);
  if (model.operatorPrice) {
    const { inputPerMillion, outputPerMillion } = model.operatorPrice;
    return flatPrice('operator', 'entered by the operator', inputPerMillion, outputPerMillion);
  }
  return findBundledPrice(model, now);
}

function flatPrice(state: Price['state'], version: string, input: number, output: number): Price {
  // Cache rates are unknown here: every input token counts in full.
  const cost = (inputTokens: number, outputTokens: number) =>
    fromUsd((inputTokens * input + outputTokens * output) / 1e6);
  return {
    state,
    version,
    inputPerMillion: input,
    outputPerMillion: output,
    cost: (usage) => cost(usage.input, usage.output),
    worstCase: cost,
  };
}

function findBundledPrice(model: PricedModel, now: Date): Price | null {
  const provider = findBundledProvider(model);
  if (!provider) return null;
  const calculate = (usage: Record<string, number>) => {
    const price = calcPrice(usage, model.model, { provider, timestamp: now });
    return price && isNamedModel(price.model.id, price.model.match, model.model) ? price : null;
  };
  const unit = calculate({ input_tokens: 1_000, output_tokens: 1_000 });
  if (!unit || unit.total_price <= 0) return null;

  const cost: Price['cost'] = (usage) => {
    const cacheRead = Math.min(usage.cacheRead, usage.input);
    const cacheWrite = Math.min(usage.cacheWrite, usage.input - cacheRead);
    const price = calculate({
      input_tokens: usage.input,
      output_tokens: usage.output,
      cache_read_tokens: cacheRead,
      cache_write_tokens: cacheWrite,
    });
    return fromUsd(price?.total_price ?? 0);
  };
  const plain = { cacheRead: 0, cacheWrite: 0 };
  return {
    state: 'known',
    version: BUNDLED_VERSION,
    inputPerMillion: unit.input_price * 1_000,
    outputPerMillion: unit.output_price * 1_000,
    cost,
    worstCase: (input, output) =>
      Math.max(
        cost({ ...plain, input, output }),
        // Writing to the cache may cost more than reading plainly.
        cost({ input, output, cacheRead: 0, cacheWrite: input }),
      ),
  };
}

function findBundledProvider(model: PricedModel): Provider | undefined {
  if (model.kind !== 'compatible') return findProvider({ providerId: model.kind });
  // A model's name alone says nothing about what this endpoint charges.
  return model.baseUrl ? findProvider({ providerApiUrl: model.baseUrl }) : undefined;
}

/**
 * The bundled list also matches by prefix, so that a newer model would get its elder's price
 * (`claude-sonnet-5-5` that of `claude-sonnet-5`). Only the model itself, or a dated release of it, counts.
 */
function isNamedModel(priced: string, match: MatchLogic, asked: string): boolean {
  const undated = asked.replace(/-(\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, '');
  return asked === priced || undated === priced || namesExactly(match, asked) || namesExactly(match, undated);
}

function namesExactly(match: MatchLogic, id: string): boolean {
  if ('equals' in match) return match.equals === id;
  return 'or' in match && match.or.some((part) => namesExactly(part, id));
}
