/** The server's part of the preflight: is there a model, does it answer, what may it cost, can we write? */

import { randomInt } from 'node:crypto';
import { ModelError, type ModelEvent, type ModelRequest, type ModelUsage } from '../agent/model.ts';
import type { PreflightAnswer, PreflightLight } from '../agent/model-access.ts';
import type { AppDependencies } from './app.ts';
import { dayEnd } from './budget/day.ts';
import { KIT_SCOPE, kitScope } from './budget/kit-scope.ts';
import { formatUsd } from './budget/money.ts';
import type { ModelConnection } from './models/adapter.ts';
import { askModel } from './models/gateway.ts';

/** A local model reads a prompt of this size in half a minute. */
const TEST_MS = 60_000;
/** Characters of a request in the middle of a build: rules, tools, files that were read. About 8,000 tokens. */
const REAL_CHARACTERS = 32_000;
/** No tokenizer makes fewer than one token of so many characters of English text. */
const MAX_CHARACTERS_A_TOKEN = 8;
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

/** A real request of real size that wants a tool, paid for like any other. */
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
  const word = randomWord();
  try {
    const { events } = await askModel(
      { ...dependencies, priceOf: (each) => settings.priceOf(each) },
      {
        connections: [connection],
        scopes: [kitScope(settings)],
        signal: AbortSignal.any([AbortSignal.timeout(TEST_MS), dependencies.closing]),
        request: testRequest(word),
      },
    );
    const firstMs = clock() - started;
    const heard: ModelEvent[] = [];
    for (let next = await events.next(); !next.done; next = await events.next()) heard.push(next.value);
    return judge(light, connection, firstMs, readAnswer(heard, word));
  } catch (error) {
    if (error instanceof ModelError) {
      return { ...light, state: 'red', text: error.message, remedy: error.hint };
    }
    return {
      ...light,
      state: 'red',
      text: `${connection.label} did not answer within ${TEST_MS / 1000} s.`,
      remedy:
        'Try again: a local model may still be loading. If it stays, continue with the rehearsal or another model.',
    };
  }
}

/** The word stands at the very beginning, where a context that is too short is cut first. */
function testRequest(word: string): ModelRequest {
  const rule = `The word of this test is ${word}. `;
  const filler =
    'The company keeps its notes in order, and each note says what was decided, by whom and when. ';
  return {
    system: rule + filler.repeat(Math.ceil(REAL_CHARACTERS / filler.length)),
    messages: [
      {
        role: 'user',
        text: 'This is a test of the connection. Call the tool “report” once, with the word of this test that stands at the beginning of your instructions. Say nothing else.',
      },
    ],
    tools: [
      {
        name: 'report',
        description: 'Reports the word of the test.',
        inputSchema: {
          type: 'object',
          properties: { word: { type: 'string', description: 'The word of this test' } },
          required: ['word'],
        },
      },
    ],
    maxOutputTokens: 1_024,
  };
}

const WORDS = ['lantern', 'harbour', 'meadow', 'copper', 'willow', 'granite', 'saffron', 'orchard'];

function randomWord(): string {
  return `${WORDS[randomInt(WORDS.length)]}-${randomInt(100, 1_000)}`;
}

interface TestAnswer {
  readonly usage: ModelUsage | null;
  readonly called: boolean;
  /** It read the beginning of its instructions. */
  readonly knewWord: boolean;
  readonly words: string;
}

function readAnswer(events: readonly ModelEvent[], word: string): TestAnswer {
  const deltas = (type: 'text' | 'call-input') =>
    events.map((event) => (event.type === type ? event.delta : '')).join('');
  const finish = events.find((event) => event.type === 'finish');
  const words = deltas('text');
  return {
    usage: finish?.type === 'finish' ? finish.usage : null,
    called: events.some((event) => event.type === 'call-start'),
    knewWord: `${deltas('call-input')} ${words}`.includes(word),
    words,
  };
}

function judge(
  light: { id: string; title: string },
  connection: ModelConnection,
  ms: number,
  { usage, called, knewWord }: TestAnswer,
): PreflightLight {
  const who = connection.label;
  const read = usage && !usage.estimated ? usage.input : null;
  if ((read !== null && read < REAL_CHARACTERS / MAX_CHARACTERS_A_TOKEN) || (called && !knewWord)) {
    const part = read === null ? 'the beginning' : `all but about ${read.toLocaleString('en-GB')} tokens`;
    return {
      ...light,
      state: 'red',
      text: `${who} answers, but its context is too short: ${part} of a request of real size was cut off without a word.`,
      remedy:
        'Give the model a context of at least 32,000 tokens at its server (Ollama: OLLAMA_CONTEXT_LENGTH=32768; LM Studio: Context Length; llama.cpp: --ctx-size), then test again.',
    };
  }
  if (!called) {
    return {
      ...light,
      state: 'red',
      text: `${who} answers, but in words: it did not call the tool it was asked to. It can build nothing here.`,
      remedy:
        'Choose a model that can call tools. At a model server of your own, tool calls may have to be switched on (vLLM: --enable-auto-tool-choice and --tool-call-parser).',
    };
  }
  return answered(light, connection, ms);
}

/** `14:30`, by the server's clock. */
function clockTime(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

function answered(
  light: { id: string; title: string },
  connection: ModelConnection,
  ms: number,
): PreflightLight {
  const seconds = (ms / 1000).toFixed(1);
  if (ms <= SLOW_MS)
    return {
      ...light,
      state: 'green',
      text: `${connection.label} answered in ${seconds} s and called a tool.`,
    };
  return {
    ...light,
    state: 'amber',
    text: `${connection.label} answered, but only after ${seconds} s.`,
    remedy:
      'A local model may still be loading: test again. Otherwise consider a faster model for the stage.',
  };
}

async function budgetLight({ ledger, settings, clock }: AppDependencies): Promise<PreflightLight> {
  const { cap } = kitScope(settings);
  const { settled, held } = await ledger.state(KIT_SCOPE);
  const left = Math.max(0, cap - settled - held);
  const light = { id: 'budget', title: 'Budget for today' };
  const text = `${formatUsd(left)} of ${formatUsd(cap)} is left.`;
  if (left >= COMFORTABLE_MICRO_USD) return { ...light, state: 'green', text };
  const remedy = `Raise the daily cap in the settings, or wait until ${clockTime(dayEnd(clock()))}.`;
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
    return { ...light, state: 'green', text: `The room is open until ${clockTime(until)}.` };
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
