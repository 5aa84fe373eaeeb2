/** The whole way of a live run: loop, gateway model, the kit's API, the official SDK, a provider on the wire. */
import { afterEach, describe, expect, it } from 'vitest';
import { RunControl } from '../../src/agent/control.ts';
import { runAgent } from '../../src/agent/loop.ts';
import type { BudgetAnswer } from '../../src/agent/model-access.ts';
import { createGatewayModel } from '../../src/agent/models/gateway.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { tellStory } from '../../src/run/story.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { type ProviderDouble, type Scenario, startProviderDouble } from '../doubles/provider-double.ts';
import { testRecorder } from '../doubles/run-setup.ts';
import { openTestKit, type TestKit } from '../server/test-kit.ts';

let kit: TestKit | undefined;
const doubles: ProviderDouble[] = [];
afterEach(async () => {
  await kit?.close();
  for (const double of doubles.splice(0)) await double.close();
});

async function setUp(first: Scenario, second?: Scenario) {
  doubles.push(await startProviderDouble(first));
  if (second) doubles.push(await startProviderDouble(second));
  const opened = await openTestKit({
    ANTHROPIC_API_KEY: 'sk-ant-0123456789abcdef4f2a',
    ANTHROPIC_BASE_URL: doubles[0]?.origin ?? '',
    FIRSTHAND_MODEL: 'claude-sonnet-5',
    ...(second
      ? { OPENAI_API_KEY: 'sk-openai-0123456789', OPENAI_BASE_URL: `${doubles[1]?.origin}/v1` }
      : {}),
  });
  kit = opened;
  const cookie = await opened.enter();
  const sandbox = new MemorySandbox();
  const control = new RunControl();
  const recorder = testRecorder({ model: 'claude-sonnet-5' });
  const model = createGatewayModel({
    fetch: (url, init) =>
      opened.ask(init?.method ?? 'GET', String(url), {
        ...(init?.body ? { raw: String(init.body) } : {}),
        ...(init?.headers ? { headers: init.headers as Record<string, string> } : {}),
        cookie,
        ...(init?.signal ? { signal: init.signal } : {}),
      }),
    modelId: 'claude-sonnet-5',
    label: 'claude-sonnet-5',
  });
  const options = { model, tools: createTools({ sandbox }), sandbox, recorder, control, system: 'Build.' };
  const booked = async () =>
    ((await (await opened.ask('GET', '/api/budget')).json()) as BudgetAnswer).settledMicroUsd;
  return { options, sandbox, recorder, control, booked };
}

describe('a live run through the kit’s server', () => {
  it('writes a file with parallel calls and comes to its end', async () => {
    const { options, sandbox, recorder } = await setUp((_request, index) =>
      index === 0
        ? {
            text: 'Two files.',
            calls: [
              {
                name: 'write_file',
                input: JSON.stringify({ path: '/a.ts', content: 'const ü = "😀\\n";\n' }),
              },
              { name: 'write_file', input: JSON.stringify({ path: '/b.ts', content: 'b' }) },
            ],
            usage: { input: 1000, output: 100 },
          }
        : { text: 'Done.', usage: { input: 2000, output: 10 } },
    );
    expect(await runAgent({ ...options, request: { text: 'Go' } })).toMatchObject({ end: 'done', steps: 2 });
    expect(Object.fromEntries(sandbox.files)).toEqual({ '/a.ts': 'const ü = "😀\\n";\n', '/b.ts': 'b' });
    expect(tellStory(recorder).usage).toMatchObject({ input: 3000, output: 110, answers: 2, unpriced: 0 });
    // What came back to the provider holds both results.
    expect(JSON.stringify(doubles[0]?.requests[1]?.body)).toContain('Wrote /b.ts');
  });

  it('a stop is felt by the provider', async () => {
    const { options, recorder, control } = await setUp(() => ({ text: 'word '.repeat(500), pauseMs: 5 }));
    recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') control.stop();
    });
    expect((await runAgent({ ...options, request: { text: 'Go' } })).end).toBe('stopped');
    await expect.poll(() => doubles[0]?.left()).toBe(1);
    expect(doubles[0]?.open()).toBe(0);
  });

  it('says so in the record where another model answers', async () => {
    const { options, recorder } = await setUp(
      () => ({ status: 529 }),
      (_request, index) =>
        index === 0
          ? { calls: [{ name: 'set_phase', input: { title: 'Plan' } }] }
          : { text: 'From the second' },
    );
    expect((await runAgent({ ...options, request: { text: 'Go' } })).end).toBe('done');
    expect(tellStory(recorder)).toMatchObject({ mode: 'live', model: 'gpt-6-sol' });
  });

  it('the meter of a run equals the ledger: stopped, broken, failed and fallen back', async () => {
    const { options, recorder, control, booked } = await setUp(
      (_request, index) =>
        [
          { status: 500 },
          { reasoning: 'Hm, let me see', after: { events: 6, comes: 'cut' as const } },
          { text: 'word '.repeat(300), pauseMs: 5 },
        ][index] ?? { text: 'Done.' },
      (_request, index) =>
        index === 0 ? { calls: [{ name: 'set_phase', input: { title: 'Plan' } }] } : { text: 'Done.' },
    );
    recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') control.stop();
    });
    const sleep = (ms: number, signal: AbortSignal) =>
      ms < 100_000
        ? Promise.resolve()
        : new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    expect((await runAgent({ ...options, sleep, request: { text: 'Go' } })).end).toBe('stopped');
    const { usage } = tellStory(recorder);
    expect(usage.microUsd).toBeGreaterThan(0);
    expect(usage.estimated).toBe(true);
    expect(await booked()).toBe(usage.microUsd);
  });

  it('a stop before the first word is booked too', async () => {
    const { options, recorder, control, booked } = await setUp(() => ({
      text: 'late',
      after: { events: 1, comes: 'silence' },
    }));
    const run = runAgent({ ...options, request: { text: 'Go' } });
    await expect.poll(() => doubles[0]?.open()).toBe(1);
    control.stop();
    expect((await run).end).toBe('stopped');
    expect(tellStory(recorder).usage.microUsd).toBeGreaterThan(0);
    expect(await booked()).toBe(tellStory(recorder).usage.microUsd);
  });

  it('a key that is refused ends it plainly', async () => {
    const { options } = await setUp(() => ({ status: 401 }));
    const outcome = await runAgent({ ...options, request: { text: 'Go' } });
    expect(outcome).toMatchObject({ end: 'failed', error: { code: 'bad-key' } });
    expect(outcome.error?.hint).not.toBe('');
  });
});
