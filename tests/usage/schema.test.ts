import { describe, expect, it } from 'vitest';
import { createEventId } from '../../src/usage/event-id.ts';
import { usageEventSchema } from '../../src/usage/schema.ts';

const at = 1_790_000_000_123;
const id = createEventId(at, (bytes) => bytes.fill(0xff));
const base = { id, at };

describe('usage events', () => {
  it('have ids that carry their time and sort by it', () => {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7fff-bfff-f{12}$/);
    expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(at);
    expect(createEventId(at + 1, (bytes) => bytes.fill(0)) > id).toBe(true);
  });

  it('are accepted with ids, slugs and numbers', () => {
    expect(usageEventSchema.safeParse({ ...base, kind: 'lab_opened', lab: 'web-app' }).success).toBe(true);
  });

  it.each([
    ['free text in a slug', { kind: 'lab_opened', lab: 'Build me a page about my salary' }],
    ['a field nobody knows', { kind: 'lab_opened', lab: 'web-app', prompt: 'hello' }],
    [
      'free text as a model',
      { kind: 'run_started', run: 'run-12345678', demo: 'x', mode: 'live', model: 'please, write\nthis' },
    ],
    ['an unknown kind', { kind: 'prompt', lab: 'web-app' }],
    [
      'a number beyond all use',
      { kind: 'predicted', lab: 'a', question: 'b', unit: 'c', phase: 'before', value: 1e300 },
    ],
    [
      'no number at all',
      { kind: 'predicted', lab: 'a', question: 'b', unit: 'c', phase: 'before', value: Number.NaN },
    ],
    [
      'half a token',
      { kind: 'tokens', run: 'run-12345678', model: 'm', input: 1.5, output: 1, estimated: false },
    ],
  ])('are refused with %s', (_what, event) => {
    expect(usageEventSchema.safeParse({ ...base, ...event }).success).toBe(false);
  });
});
