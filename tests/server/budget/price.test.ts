import { describe, expect, it } from 'vitest';
import { countedTokens, mostTokens } from '../../../src/server/budget/estimate.ts';
import { findPrice } from '../../../src/server/budget/price.ts';
import { defaultModels } from '../../../src/server/settings/known-models.ts';

const now = new Date('2026-11-21');
const anthropic = (model: string) => findPrice({ kind: 'anthropic', model }, now);
const usage = { input: 1_000_000, output: 0, cacheRead: 0, cacheWrite: 0 };

describe('prices', () => {
  it('come from the bundled list, in micro-US-dollars, rounded up', () => {
    expect(anthropic('claude-opus-5')?.cost(usage)).toBe(5_000_000);
    expect(anthropic('claude-opus-5')?.cost({ ...usage, cacheRead: 1_000_000 })).toBe(500_000);
    expect(anthropic('claude-opus-5')?.cost({ ...usage, input: 0, output: 1 })).toBe(25);
    expect(findPrice({ kind: 'openai', model: 'gpt-5-mini' }, now)?.cost({ ...usage, input: 1 })).toBe(1);
  });

  it('know the models that are asked by default', () => {
    expect(anthropic(defaultModels.anthropic)).not.toBeNull();
    expect(findPrice({ kind: 'openai', model: defaultModels.openai }, now)).not.toBeNull();
  });

  it('are never taken from an elder model whose name is the beginning of this one', () => {
    expect(anthropic('claude-sonnet-5-5')).toBeNull();
    expect(anthropic('claude-sonnet-5')).not.toBeNull();
    expect(anthropic('claude-haiku-4-5-20251001')).not.toBeNull();
  });

  it('are unknown, not zero, for anything else', () => {
    expect(anthropic('something-new')).toBeNull();
    expect(
      findPrice({ kind: 'compatible', model: 'gpt-5', baseUrl: 'http://localhost:11434/v1' }, now),
    ).toBeNull();
    expect(
      findPrice(
        { kind: 'compatible', model: 'anthropic/claude-sonnet-4.5', baseUrl: 'https://openrouter.ai/api/v1' },
        now,
      ),
    ).not.toBeNull();
  });

  it('can be entered, or declared away for own hardware', () => {
    const base = { kind: 'compatible', model: 'm', baseUrl: 'http://h/v1' } as const;
    const own = findPrice({ ...base, operatorPrice: { inputPerMillion: 1, outputPerMillion: 2 } }, now);
    expect(own?.worstCase(1_000_000, 1_000_000)).toBe(3_000_000);
    expect(findPrice({ ...base, ownHardware: true }, now)).toMatchObject({ state: 'own-hardware' });
    expect(findPrice({ ...base, ownHardware: true }, now)?.worstCase(1e6, 1e6)).toBe(0);
  });

  it('reserve at least what any split of the input can cost', () => {
    for (const model of ['claude-sonnet-5', 'claude-opus-5-5', 'claude-haiku-4-5']) {
      const price = anthropic(model);
      const input = 300_000;
      for (const [cacheRead, cacheWrite] of [
        [0, 0],
        [input, 0],
        [0, input],
        [100_000, 100_000],
      ] as const) {
        const cost = price?.cost({ input, output: 5000, cacheRead, cacheWrite }) ?? Number.NaN;
        expect(cost).toBeLessThanOrEqual(price?.worstCase(input, 5000) ?? 0);
      }
    }
  });
});

describe('counting tokens without a tokenizer', () => {
  it('stays above what tokenizers count', () => {
    expect(mostTokens('The quick brown fox jumps over the lazy dog.')).toBeGreaterThanOrEqual(10);
    expect(mostTokens('日本語のテキスト')).toBeGreaterThanOrEqual(8);
    expect(mostTokens('🎉')).toBeGreaterThanOrEqual(3);
    expect(countedTokens(0)).toBe(0);
    expect(countedTokens(1)).toBe(1);
  });
});
