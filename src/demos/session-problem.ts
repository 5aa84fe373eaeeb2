/** Errors as three sentences for people: what happened, what it means, what to do. */
import type { ModelErrorCode } from '../agent/model.ts';
import type { LimitCode } from '../agent/run-limits.ts';
import type { SessionProblem } from './session-state.ts';

interface CodedError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function coded(error: unknown): CodedError | null {
  if (!(error instanceof Error)) return null;
  const { code, hint } = error as Partial<CodedError>;
  return typeof code === 'string' ? { code, message: error.message, hint: hint ?? '' } : null;
}

const SANDBOX_CODES: ReadonlySet<string> = new Set(['boot-failed', 'disposed', 'unresponsive', 'limit']);

/** A problem while the demo or the sandbox was being set up. Nothing technical is shown. */
export function startProblem(error: unknown): SessionProblem {
  const known = coded(error);
  if (known && SANDBOX_CODES.has(known.code)) {
    return {
      code: known.code,
      what: 'The sandbox did not start',
      means: known.message,
      do: known.hint || 'Reload the page. If it happens again, try another browser.',
      canFallBack: false,
    };
  }
  return {
    code: 'load-failed',
    what: 'A part of this page could not be loaded',
    means: 'The connection to the site was lost, or the site was updated meanwhile.',
    do: 'Check the connection and try again. A reload helps after an update.',
    canFallBack: false,
  };
}

/** Why a round of the agent can end in a problem. */
export type RunProblemCode = ModelErrorCode | LimitCode | 'refused' | 'broken' | 'replay-left';

/** A problem while the agent worked: the model did not answer, or something broke. `text` says what happened. */
export function runProblem(code: RunProblemCode, text: string): SessionProblem {
  const { means = KEPT, do: remedy } = RUN_PROBLEMS[code];
  return { code, what: text || 'The agent could not go on', means, do: remedy, canFallBack: true };
}

const KEPT = 'The work is as the agent left it, and nothing of the run is lost.';
const NOTHING_CHANGED = 'Nothing was changed by this request, and nothing of the run is lost.';
const NOT_REACHED = 'The request never came to the model and cost nothing. Nothing of the run is lost.';

interface RunProblem {
  readonly means?: string;
  readonly do: string;
}

/** Every way a round can fail; {@link KEPT} is what most of them mean. */
export const RUN_PROBLEMS: Readonly<Record<RunProblemCode, RunProblem>> = {
  'no-key': { do: 'Ask the facilitator to connect a model, or go on with the rehearsal.' },
  'bad-key': { do: 'Ask the facilitator to check the model’s key, or go on with the rehearsal.' },
  'no-such-model': {
    do: 'Ask the facilitator to choose another model in the settings, or go on with the rehearsal.',
  },
  'rate-limited': { do: 'Wait a minute and try again, or go on another way.' },
  overloaded: { do: 'Wait a minute and try again, or go on another way.' },
  unreachable: { do: 'Check the connection, or go on with the rehearsal: it needs no network.' },
  'broken-stream': { do: 'Try again; the agent goes on from here.' },
  budget: {
    do: 'Today’s budget is used up. Go on with the rehearsal, or ask the facilitator to raise it.',
  },
  'no-price': { do: 'The facilitator can enter the model’s price in the settings.' },
  'not-allowed': {
    do: 'The facilitator opens the room for participants. Until then, go on with the rehearsal.',
  },
  'bad-request': { do: 'Ask the facilitator to try another model, or go on with the rehearsal.' },
  'too-long': {
    do: 'Start a new run: the conversation is longer than this model reads. The files can be kept.',
  },
  certificate: {
    means: NOT_REACHED,
    do: 'Ask the facilitator to run the preflight: it says how the server learns the certificate.',
  },
  proxy: {
    means: NOT_REACHED,
    do: 'Ask the facilitator to run the preflight: it says what the proxy wants.',
  },
  intercepted: {
    means: NOT_REACHED,
    do: 'Ask the facilitator to run the preflight: something on the network stands before the model.',
  },
  'no-tool': {
    means: NOTHING_CHANGED,
    do: 'Ask the facilitator for a model that can call tools, or go on with the rehearsal. Asking once more in other words may help too.',
  },
  'tool-text': {
    do: 'The facilitator can switch on tool calls at the model server, or choose another model. The rehearsal needs none.',
  },
  'empty-answer': { means: NOTHING_CHANGED, do: 'Ask in other words, or go on another way.' },
  'outside-script': { do: 'Go on with a live model or the rehearsal, from these files.' },
  steps: { do: 'Say what is still missing, in a smaller request, and the agent goes on from here.' },
  time: { do: 'Say what is still missing, in a smaller request, and the agent goes on from here.' },
  tokens: { do: 'Say what is still missing, in a smaller request, and the agent goes on from here.' },
  repetition: { do: 'Say in a few words what is to be different, and the agent goes on from here.' },
  refused: { do: 'Ask for it in another way.' },
  broken: { do: 'Try again, or go on another way: the work is kept.' },
  'replay-left': {
    means: 'The recorded run did something that this sandbox does not. What was played so far is kept.',
    do: 'Start the replay again, or go on from here.',
  },
};
