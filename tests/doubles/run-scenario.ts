/** Plays the model's part in a whole small run: plan, files, tests, a look, an end; then a change. */
import type { DoubleRequest, Scenario } from './provider-double.ts';
import type { Turn, TurnCall } from './turn.ts';

const app = `import { useState } from 'react';

export function App() {
  const [count, setCount] = useState(0);
  return (
    <main style={{ padding: 24 }}>
      <h1>Counting room · Zählraum ✓</h1>
      <button type="button" onClick={() => setCount(count + 1)}>Counted {count}</button>
    </main>
  );
}
`;

const test = `import { describe, expect, it } from 'vitest';

describe('counting', () => {
  it('adds one', () => {
    expect(1 + 1).toBe(2);
  });
});
`;

const buildSteps: readonly Turn[] = [
  {
    text: 'First a plan, then the page.',
    calls: [
      { name: 'set_phase', input: { title: 'Plan' } },
      { name: 'list_files', input: { path: '.' } },
    ],
  },
  {
    text: 'Writing the page and its test.',
    calls: [
      { name: 'set_phase', input: { title: 'Build' } },
      { name: 'write_file', input: { path: 'src/App.tsx', content: app } },
      { name: 'write_file', input: { path: 'src/counting.test.ts', content: test } },
    ],
  },
  {
    text: 'Checking the work.',
    calls: [
      { name: 'set_phase', input: { title: 'Check its own work' } },
      { name: 'bash', input: { command: 'npm test' } },
      { name: 'inspect_preview', input: {} },
    ],
  },
  { text: 'The page counts, and its test passes.' },
];

const changeSteps: readonly Turn[] = [
  {
    text: 'Changing the heading.',
    calls: [
      {
        name: 'edit_file',
        input: { path: 'src/App.tsx', old: 'Counting room · Zählraum ✓', new: 'Changed as asked' },
      },
    ],
  },
  { text: 'The heading is changed.' },
];

/** Stateless: how far the run is can be read from the conversation. Calls get ids that never repeat. */
export const smallRun: Scenario = (request) => {
  const { requestsOfPerson, stepsSince, replies } = readProgress(request);
  const steps = requestsOfPerson > 1 ? changeSteps : buildSteps;
  const turn = steps[Math.min(stepsSince, steps.length - 1)] ?? {};
  const calls = turn.calls?.filter(({ name }) => offersTool(request, name));
  const withIds = calls?.map((call, index): TurnCall => ({ ...call, id: `call_${replies}_${index}` }));
  return { ...turn, ...(withIds?.length ? { calls: withIds } : { calls: [] }), pauseMs: 2 };
};

export const scenarios: Readonly<Record<string, Scenario>> = {
  'small-run': smallRun,
  /** Answers the preflight as a model that works: by the tool, with the word of the test. */
  'reports-word': ({ body }) => {
    const word = /The word of this test is ([\w-]+)/.exec(JSON.stringify(body))?.[1] ?? '';
    return { calls: [{ name: 'report', input: { word } }], usage: { input: 8_000, output: 20 } };
  },
  'rate-limited': () => ({ status: 429, headers: { 'retry-after': '7' } }),
  'bad-key': () => ({ status: 401 }),
  overloaded: () => ({ status: 529 }),
  slow: () => ({ text: 'Slowly, word by word, this reply arrives.', piece: 3, pauseMs: 400 }),
  'breaks-off': () => ({
    text: 'This reply will not come to its end.',
    piece: 4,
    after: { events: 5, comes: 'cut' },
  }),
};

export function offersTool({ body }: DoubleRequest, name: string): boolean {
  return JSON.stringify(body.tools ?? []).includes(`"name":"${name}"`);
}

/** How far a conversation is: requests of the person, the agent's replies since the last of them, and in all. */
export function readProgress({ wire, body }: DoubleRequest) {
  const list = (wire === 'responses' ? body.input : body.messages) as readonly Record<string, unknown>[];
  let requestsOfPerson = 0;
  let stepsSince = 0;
  let replies = 0;
  let inReply = false;
  for (const entry of list) {
    const isReply =
      entry.role === 'assistant' || entry.type === 'function_call' || entry.type === 'reasoning';
    if (isReply && !inReply) {
      stepsSince++;
      replies++;
    }
    inReply = isReply;
    if (isPersons(entry)) {
      requestsOfPerson++;
      stepsSince = 0;
    }
  }
  return { requestsOfPerson, stepsSince, replies };
}

/** A user turn with words of a person in it, not only tool results. */
function isPersons(entry: Record<string, unknown>): boolean {
  if (entry.role !== 'user') return false;
  if (typeof entry.content === 'string') return true;
  return (entry.content as readonly { type?: unknown }[]).some(({ type }) => type === 'text');
}
