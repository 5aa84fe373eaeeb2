import { afterEach, describe, expect, it } from 'vitest';
import type { PreflightAnswer } from '../../src/agent/model-access.ts';
import { findLocalModels } from '../../src/server/settings/local-models.ts';
import { type ProviderDouble, type Scenario, startProviderDouble } from '../doubles/provider-double.ts';
import { scenarios } from '../doubles/run-scenario.ts';
import { openTestKit, type TestKit } from './test-kit.ts';

let kit: TestKit | undefined;
let double: ProviderDouble | undefined;
afterEach(async () => {
  await kit?.close();
  await double?.close();
  double = undefined;
});

async function preflight(scenario?: Scenario, settings?: object) {
  if (scenario) double = await startProviderDouble(scenario);
  kit = await openTestKit(
    double ? { ANTHROPIC_API_KEY: 'sk-ant-0123456789', ANTHROPIC_BASE_URL: double.origin } : {},
  );
  const cookie = await kit.enter();
  if (settings) await kit.ask('PUT', '/api/settings', { body: settings, cookie });
  const answer = (await (await kit.ask('POST', '/api/preflight', { cookie })).json()) as PreflightAnswer;
  return Object.fromEntries(answer.lights.map((light) => [light.id.replace(/-.*/, ''), light]));
}

describe('the preflight', () => {
  it('asks for a tool call at real size, pays for it, and is green', async () => {
    const lights = await preflight(scenarios['reports-word']);
    expect(lights.model).toMatchObject({ state: 'green', title: expect.stringContaining('claude-sonnet-5') });
    expect(lights.budget).toMatchObject({ state: 'green' });
    expect(lights.store).toMatchObject({ state: 'green' });
    expect(await (await kit?.ask('GET', '/api/budget'))?.json()).toMatchObject({ settledMicroUsd: 16_200 });
  });

  it.each([
    ['a key that is not accepted', { status: 401 }, 'settings'],
    ['a model that is not known', { status: 404 }, 'another model'],
    ['a limit', { status: 429, headers: { 'retry-after': '30' } }, '30 s'],
    ['a stream that breaks', { text: 'ready', after: { events: 2, comes: 'cut' } }, 'again'],
  ] as const)('is red at %s, with what to do', async (_what, turn, remedy) => {
    const { model } = await preflight(() => turn);
    expect(model).toMatchObject({ state: 'red', remedy: expect.stringContaining(remedy) });
  });

  it('says that a model answered in words and can build nothing', async () => {
    const { model } = await preflight(() => ({ text: 'ready', usage: { input: 8_000, output: 2 } }));
    expect(model).toMatchObject({ state: 'red', remedy: expect.stringContaining('call tools') });
  });

  it('finds a context that is cut without a word, by what was read', async () => {
    const { model } = await preflight(() => ({ text: 'ready', usage: { input: 2_048, output: 2 } }));
    expect(model).toMatchObject({
      state: 'red',
      text: expect.stringContaining('2,048'),
      remedy: expect.stringContaining('OLLAMA_CONTEXT_LENGTH'),
    });
  });

  it('finds it where nothing is reported too, by the word that stands at the beginning', async () => {
    const { model } = await preflight(() => ({
      calls: [{ name: 'report', input: { word: 'ready' } }],
      usage: null,
    }));
    expect(model).toMatchObject({ state: 'red', text: expect.stringContaining('context is too short') });
  });

  it('is amber, not red, with no model: rehearsals need none', async () => {
    expect((await preflight()).model).toMatchObject({ state: 'amber' });
  });

  it('is red where the budget is gone, for the model too', async () => {
    const lights = await preflight(() => ({ text: 'ready' }), { dailyCapUsd: 0 });
    expect(lights.budget).toMatchObject({ state: 'red', remedy: expect.stringContaining('daily cap') });
    expect(lights.model).toMatchObject({ state: 'red' });
    expect(double?.requests).toHaveLength(0);
  });
});

describe('looking for models on this machine', () => {
  it('finds a server at its port and names its models; silence is no error', async () => {
    double = await startProviderDouble(() => ({}), { models: ['llama3.3:70b', 'qwen3'] });
    const port = Number(new URL(double.origin).port);
    expect(await findLocalModels({ fetch, ports: { Ollama: port, 'LM Studio': 9 } })).toEqual([
      { name: 'Ollama', baseUrl: `http://127.0.0.1:${port}/v1`, models: ['llama3.3:70b', 'qwen3'] },
    ]);
  });

  it('is not taken in by something else at that port', async () => {
    const html = async () => new Response('<h1>Hello</h1>');
    expect(await findLocalModels({ fetch: html as typeof fetch })).toEqual([]);
  });
});
