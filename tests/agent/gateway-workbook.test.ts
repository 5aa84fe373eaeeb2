/** A live run of a demo of a model, over both wires: the provider's tool calls build a real workbook. */
import { afterEach, describe, expect, it } from 'vitest';
import { runAgent } from '../../src/agent/loop.ts';
import { createGatewayModel } from '../../src/agent/models/gateway.ts';
import { createWorkbookTools } from '../../src/agent/tools/workbook/create-workbook-tools.ts';
import { tellStory } from '../../src/run/story.ts';
import { workbookAt } from '../../src/run/workbook-at.ts';
import { workbookPrint } from '../../src/run/workbook-print.ts';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { type ProviderDouble, type Scenario, startProviderDouble } from '../doubles/provider-double.ts';
import { testRecorder } from '../doubles/run-setup.ts';
import type { TurnCall } from '../doubles/turn.ts';
import { openTestKit, type TestKit } from '../server/test-kit.ts';

let kit: TestKit | undefined;
let double: ProviderDouble | undefined;
afterEach(async () => {
  await kit?.close();
  await double?.close();
});

const briefing = {
  title: 'A small business',
  from: 'The owner',
  paragraphs: [
    { id: 'P1', text: 'A month costs 10.' },
    { id: 'P2', text: 'There are 100 customers.' },
  ],
};

const call = (name: string, input: object): TurnCall => ({ name, input: JSON.stringify(input) });
const write = (sheet: string, at: string, rows: unknown[][], more: object = {}) =>
  call('write_range', { sheet, at, rows, ...more });

/** What the model does, answer by answer; the formula of the fourth cannot be read, and is written again. */
const answers: readonly { text?: string; calls?: readonly TurnCall[] }[] = [
  { text: 'First the briefing.', calls: [call('read_briefing', {})] },
  {
    text: 'Inputs, then revenue over a year.',
    calls: [
      write(
        'Inputs',
        'A1',
        [
          ['Price', 10, 'P1'],
          ['Customers', 100, 'P2'],
        ],
        { role: 'input' },
      ),
      write('PnL', 'A2', [['Revenue', '=Inputs!$B$1*Inputs!$B$2']], { fill_right: 11, purpose: 'revenue' }),
    ],
  },
  { calls: [call('define_name', { names: { Revenue: 'PnL!$B$2:$M$2' } })] },
  { calls: [write('PnL', 'A3', [['Year', '=SUM(Revenue']])] },
  { calls: [write('PnL', 'A3', [['Year', '=SUM(Revenue)']])] },
  { calls: [call('check', {})] },
  { text: 'The model is built.' },
];

const scenario: Scenario = (_request, index) => answers[Math.min(index, answers.length - 1)] ?? {};

const providers = {
  anthropic: (origin: string) => ({
    ANTHROPIC_API_KEY: 'sk-ant-0123456789abcdef4f2a',
    ANTHROPIC_BASE_URL: origin,
    FIRSTHAND_MODEL: 'claude-sonnet-5',
  }),
  openai: (origin: string) => ({
    OPENAI_API_KEY: 'sk-openai-0123456789',
    OPENAI_BASE_URL: `${origin}/v1`,
    FIRSTHAND_MODEL: 'gpt-6-sol',
  }),
};

async function play(provider: keyof typeof providers) {
  double = await startProviderDouble(scenario);
  const opened = await openTestKit(providers[provider](double.origin));
  kit = opened;
  const cookie = await opened.enter();
  const modelId = providers[provider]('').FIRSTHAND_MODEL;
  const recorder = testRecorder({ model: modelId });
  const desk = new WorkbookDesk({ title: 'A small business' });
  const outcome = await runAgent({
    model: createGatewayModel({
      fetch: (url, init) => opened.ask('POST', String(url), { raw: String(init?.body), cookie }),
      modelId,
      label: modelId,
    }),
    tools: createWorkbookTools({ desk, briefing }),
    sandbox: new MemorySandbox(),
    recorder,
    system: 'Build the model.',
    request: { text: 'Build the model of the briefing.' },
  });
  return { outcome, desk, recorder, requests: double.requests };
}

describe.each(['anthropic', 'openai'] as const)('a live model over the wire of %s', (provider) => {
  it('builds a workbook, reads what was refused and repairs it', async () => {
    const { outcome, desk, recorder, requests } = await play(provider);
    expect(outcome).toMatchObject({ end: 'done', steps: 7 });
    const sheet = desk.workbook.engine.sheet('PnL');
    expect([sheet?.find(1, 12)?.value, sheet?.find(2, 1)?.value]).toEqual([1000, 12_000]);
    expect(workbookPrint(workbookAt(recorder.events, undefined, desk.workbook.title))).toBe(
      workbookPrint(desk.workbook),
    );
    const story = tellStory(recorder);
    expect(story.workbook).toMatchObject({ sheets: ['Inputs', 'PnL'], formulas: 13 });
    expect(story.steps.filter(({ state }) => state === 'failed')).toHaveLength(1);
    expect(story.usage.answers).toBe(7);
    // The model was told of the tools and read what came back.
    expect(JSON.stringify(requests[0]?.body.tools)).toContain('fill_right');
    expect(JSON.stringify(requests[1]?.body)).toContain('P2 There are 100 customers.');
    expect(JSON.stringify(requests[4]?.body)).toContain('PnL!B3');
  });
});
