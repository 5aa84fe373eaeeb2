import { runAgent } from '../../../src/agent/loop.ts';
import type { ModelEvent } from '../../../src/agent/model.ts';
import { createGatewayModel } from '../../../src/agent/models/gateway.ts';
import {
  call,
  createRehearsalModel,
  type RehearsalScript,
  say,
} from '../../../src/agent/models/rehearsal.ts';
import { createReplayModel } from '../../../src/agent/models/replay.ts';
import { createTools } from '../../../src/agent/tools/create-tools.ts';
import { MemorySandbox } from '../../doubles/memory-sandbox.ts';
import { testRecorder } from '../../doubles/run-setup.ts';
import { USAGE } from '../../doubles/scripted-model.ts';
import { CONTRACT_CALL, CONTRACT_REQUEST, CONTRACT_TEXT, describeModelContract } from '../model-contract.ts';

const script: RehearsalScript = {
  title: 'Contract',
  *build() {
    yield say(CONTRACT_TEXT);
    yield call(CONTRACT_CALL.name, CONTRACT_CALL.input);
    yield say('It is done.');
  },
  answer: () => null,
  nearest: () => [],
};

/** Waits until it is aborted. */
const forEver = (_ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** The first piece comes at once, then nothing. */
function stuckPace() {
  let waits = 0;
  return {
    pace: { charactersPerSecond: 10, pauseMs: 0 },
    sleep: (ms: number, signal: AbortSignal) => (waits++ === 0 ? Promise.resolve() : forEver(ms, signal)),
  };
}

describeModelContract('the rehearsal', () => ({
  model: createRehearsalModel(script),
  slow: createRehearsalModel(script, stuckPace()),
}));

describeModelContract('the replay', async () => {
  const sandbox = new MemorySandbox();
  const recorder = testRecorder({ mode: 'rehearsal', model: 'Contract' });
  await runAgent({
    model: createRehearsalModel(script, {
      pace: { charactersPerSecond: 1000, pauseMs: 0 },
      sleep: async () => undefined,
    }),
    tools: createTools({ sandbox }),
    sandbox,
    recorder,
    system: '',
    request: { text: CONTRACT_REQUEST },
  });
  return { model: createReplayModel(recorder), slow: createReplayModel(recorder, stuckPace()) };
});

const gatewayAnswers: readonly (readonly ModelEvent[])[] = [
  [
    { type: 'text', delta: CONTRACT_TEXT },
    { type: 'call-start', id: 'call_1', name: CONTRACT_CALL.name },
    { type: 'call-input', id: 'call_1', delta: JSON.stringify(CONTRACT_CALL.input) },
    { type: 'call-end', id: 'call_1' },
    { type: 'finish', reason: 'tools', usage: USAGE },
  ],
  [
    { type: 'text', delta: 'It is done.' },
    { type: 'finish', reason: 'done', usage: USAGE },
  ],
];

/** The endpoint in this process: bytes of NDJSON cut every three bytes, inside characters too. */
function endpoint(stuck: boolean): typeof fetch {
  let next = 0;
  return async (_url, init) => {
    init?.signal?.throwIfAborted();
    const lines = (gatewayAnswers[next++] ?? []).map((event) => `${JSON.stringify(event)}\n`);
    const bytes = new TextEncoder().encode(lines.join(''));
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const end = stuck ? new TextEncoder().encode(lines[0]).length : bytes.length;
        for (let at = 0; at < end; at += 3) controller.enqueue(bytes.slice(at, Math.min(end, at + 3)));
        if (!stuck) controller.close();
      },
    });
    return new Response(body);
  };
}

describeModelContract('the gateway', () => ({
  model: createGatewayModel({ fetch: endpoint(false), modelId: 'm', label: 'm' }),
  slow: createGatewayModel({ fetch: endpoint(true), modelId: 'm', label: 'm' }),
}));
