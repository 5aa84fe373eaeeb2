import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../src/agent/model-access.ts';
import {
  asFirst,
  changeOf,
  draftErrors,
  draftOf,
  newDraft,
  withDraft,
  without,
} from '../../src/facilitator/connection-change.ts';

const anthropic: ConnectionView = {
  id: 'a',
  kind: 'anthropic',
  label: 'Claude',
  model: 'claude-sonnet-5',
  baseUrl: null,
  keyMasked: 'sk-…4f2a',
  keyFrom: 'environment',
  price: { state: 'known', inputPerMillion: 3, outputPerMillion: 15, note: '' },
  ownHardware: false,
};
const vllm: ConnectionView = {
  id: 'b',
  kind: 'compatible',
  label: 'vLLM',
  model: 'acme/large',
  baseUrl: 'http://10.0.0.8:8000/v1',
  keyMasked: null,
  keyFrom: 'none',
  price: { state: 'operator', inputPerMillion: 0.5, outputPerMillion: 2, note: '' },
  ownHardware: false,
};

describe('a list of models that is saved again', () => {
  it('never sends a key that was not typed, so the stored one is kept', () => {
    for (const change of withDraft([anthropic, vllm], draftOf(anthropic)))
      expect(change).not.toHaveProperty('apiKey');
  });

  it('keeps the operator’s own price, and leaves a known one to the price list', () => {
    expect(changeOf(draftOf(vllm)).price).toEqual({ inputPerMillion: 0.5, outputPerMillion: 2 });
    expect(changeOf(draftOf(anthropic))).not.toHaveProperty('price');
  });

  it('adds a new one at the end and replaces a changed one in its place', () => {
    const added = withDraft([anthropic], newDraft('openai', { model: 'gpt-6', apiKey: 'sk-new' }));
    expect(added.map((change) => change.model)).toEqual(['claude-sonnet-5', 'gpt-6']);
    expect(added[1]).toMatchObject({ kind: 'openai', apiKey: 'sk-new' });
    const changed = withDraft([anthropic, vllm], { ...draftOf(anthropic), model: 'claude-opus-5' });
    expect(changed.map((change) => change.model)).toEqual(['claude-opus-5', 'acme/large']);
    expect(changed[0]?.id).toBe('a');
  });

  it('takes one out, or moves one to the front', () => {
    expect(without([anthropic, vllm], 'a').map((change) => change.id)).toEqual(['b']);
    expect(asFirst([anthropic, vllm], 'b').map((change) => change.id)).toEqual(['b', 'a']);
  });
});

describe('what a person filled in', () => {
  it('needs a model and, for a provider, a key', () => {
    expect(Object.keys(draftErrors(newDraft('openai'), undefined))).toEqual(['model', 'apiKey']);
    expect(draftErrors(draftOf(anthropic), anthropic)).toEqual({});
  });

  it('needs an address for another endpoint, but no key', () => {
    const draft = newDraft('compatible', { model: 'llama', baseUrl: 'localhost:11434' });
    expect(Object.keys(draftErrors(draft, undefined))).toEqual(['baseUrl']);
    expect(draftErrors({ ...draft, baseUrl: 'http://localhost:11434/v1' }, undefined)).toEqual({});
  });

  it('needs both prices or neither, as numbers that are not negative', () => {
    const draft = { ...draftOf(anthropic), inputPrice: '3' };
    expect(draftErrors(draft, anthropic).price).toContain('both');
    expect(draftErrors({ ...draft, outputPrice: '-1' }, anthropic).price).toContain('numbers');
    expect(draftErrors({ ...draft, outputPrice: '15' }, anthropic)).toEqual({});
    expect(changeOf({ ...draft, inputPrice: '0,25', outputPrice: '1,5' }).price).toEqual({
      inputPerMillion: 0.25,
      outputPerMillion: 1.5,
    });
  });
});
