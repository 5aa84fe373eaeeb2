/** The server's part of the preflight: is there a model, does it answer, what may it cost, can we write? */

import { ModelError } from '../agent/model.ts';
import type { PreflightAnswer, PreflightLight } from '../agent/model-access.ts';
import type { AppDependencies } from './app.ts';
import { KIT_SCOPE, kitScope } from './budget/kit-scope.ts';
import { formatUsd } from './budget/money.ts';
import type { ModelConnection } from './models/adapter.ts';
import { askModel } from './models/gateway.ts';

const TEST_MS = 30_000;
/** Slower than this, an audience notices. */
const SLOW_MS = 8_000;
/** A live run of the highlight costs less than this with any usual model. */
const COMFORTABLE_MICRO_USD = 500_000;

export async function runPreflight(dependencies: AppDependencies): Promise<PreflightAnswer> {
  const connections = dependencies.settings.connections();
  const models = await Promise.all(
    connections.map((connection, index) => testModel(dependencies, connection, index)),
  );
  return {
    lights: [
      ...(connections.length === 0 ? [noModel()] : models),
      await budgetLight(dependencies),
      await storeLight(dependencies),
      await roomLight(dependencies),
    ],
    checkedAt: new Date(dependencies.clock()).toISOString(),
  };
}

function noModel(): PreflightLight {
  return {
    id: 'model',
    title: 'Live model',
    state: 'amber',
    text: 'No model is connected: demos run as rehearsals.',
    remedy: 'To run live, connect a model in the settings. Rehearsals need none.',
  };
}

/** A tiny real request, paid for like any other. */
async function testModel(
  dependencies: AppDependencies,
  connection: ModelConnection,
  index: number,
): Promise<PreflightLight> {
  const { settings, clock } = dependencies;
  const light = {
    id: `model-${connection.id}`,
    title: `${index === 0 ? 'Live model' : 'Fall-back model'}: ${connection.model}`,
  };
  const started = clock();
  try {
    const { events } = await askModel(
      { ...dependencies, priceOf: (each) => settings.priceOf(each) },
      {
        connections: [connection],
        scopes: [kitScope(settings)],
        signal: AbortSignal.any([AbortSignal.timeout(TEST_MS), dependencies.closing]),
        request: {
          system: 'This is a test of the connection.',
          messages: [{ role: 'user', text: 'Answer with the one word: ready' }],
          tools: [],
          maxOutputTokens: 64,
        },
      },
    );
    const firstMs = clock() - started;
    while (!(await events.next()).done);
    return answered(light, connection, firstMs);
  } catch (error) {
    if (error instanceof ModelError) {
      return { ...light, state: 'red', text: error.message, remedy: error.hint };
    }
    return {
      ...light,
      state: 'red',
      text: `${connection.label} did not answer within ${TEST_MS / 1000} s.`,
      remedy: 'Try again; if it stays, continue with the rehearsal or another model.',
    };
  }
}

function answered(
  light: { id: string; title: string },
  connection: ModelConnection,
  ms: number,
): PreflightLight {
  const seconds = (ms / 1000).toFixed(1);
  if (ms <= SLOW_MS)
    return { ...light, state: 'green', text: `${connection.label} answered in ${seconds} s.` };
  return {
    ...light,
    state: 'amber',
    text: `${connection.label} answered, but only after ${seconds} s.`,
    remedy:
      'A local model may still be loading: test again. Otherwise consider a faster model for the stage.',
  };
}

async function budgetLight({ ledger, settings }: AppDependencies): Promise<PreflightLight> {
  const { cap } = kitScope(settings);
  const { settled, held } = await ledger.state(KIT_SCOPE);
  const left = Math.max(0, cap - settled - held);
  const light = { id: 'budget', title: 'Budget for today' };
  const text = `${formatUsd(left)} of ${formatUsd(cap)} is left.`;
  if (left >= COMFORTABLE_MICRO_USD) return { ...light, state: 'green', text };
  const remedy = 'Raise the daily cap in the settings, or wait until midnight (UTC).';
  return { ...light, state: left === 0 ? 'red' : 'amber', text, remedy };
}

async function storeLight({ store, audit }: AppDependencies): Promise<PreflightLight> {
  const light = { id: 'store', title: 'Storage' };
  try {
    await audit('facilitator', 'preflight-run');
    const where = store.kind === 'sqlite' ? 'a file in the data folder' : 'PostgreSQL';
    return { ...light, state: 'green', text: `The server can write to ${where}.` };
  } catch {
    return {
      ...light,
      state: 'red',
      text: 'The server cannot write to its store.',
      remedy: 'Check free space and rights of the data folder, or the address in DATABASE_URL.',
    };
  }
}

async function roomLight({ room, settings }: AppDependencies): Promise<PreflightLight> {
  const light = { id: 'room', title: 'Participants and the live model' };
  const until = await room.openUntil();
  if (until !== null) {
    const time = new Date(until).toISOString().slice(11, 16);
    return { ...light, state: 'green', text: `The room is open until ${time} UTC.` };
  }
  if (settings.connections().length === 0) {
    return { ...light, state: 'green', text: 'Participants use rehearsals; nothing has to be opened.' };
  }
  return {
    ...light,
    state: 'amber',
    text: 'The room is closed: participants get rehearsals, only the facilitator runs live.',
    remedy: 'Open the room in the settings when participants should use the live model.',
  };
}
