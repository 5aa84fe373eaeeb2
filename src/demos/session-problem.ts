/** Errors as three sentences for people: what happened, what it means, what to do. */
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

/** A problem while the agent worked: the model did not answer, or something broke. */
export function runProblem(code: string, text: string): SessionProblem {
  return {
    code,
    what: text || 'The agent could not go on',
    means: 'The work is as the agent left it, and nothing of the run is lost.',
    do: RUN_REMEDIES[code] ?? 'Try again, or go on another way: the work is kept.',
    canFallBack: true,
  };
}

const RUN_REMEDIES: Readonly<Record<string, string>> = {
  'no-key': 'Ask the facilitator to connect a model, or go on with the rehearsal.',
  'bad-key': 'Ask the facilitator to check the model’s key, or go on with the rehearsal.',
  'rate-limited': 'Wait a minute and try again, or go on another way.',
  overloaded: 'Wait a minute and try again, or go on another way.',
  unreachable: 'Check the connection, or go on with the rehearsal: it needs no network.',
  'broken-stream': 'Try again; the agent goes on from here.',
  budget: 'Today’s budget is used up. Go on with the rehearsal, or ask the facilitator to raise it.',
  'replay-left':
    'The recorded run did something that this sandbox does not. Start the replay again, or go on from here.',
  'no-price': 'The facilitator can enter the model’s price in the settings.',
  'no-tool':
    'Ask the facilitator for a model that can call tools, or go on with the rehearsal. Asking once more in other words may help too.',
  'tool-text':
    'The facilitator can switch on tool calls at the model server, or choose another model. The rehearsal needs none.',
  'empty-answer': 'Ask in other words, or go on another way.',
  'too-long': 'Start a new run: the conversation is longer than this model reads. The files can be kept.',
  certificate: 'Ask the facilitator to run the preflight: it says how the server learns the certificate.',
  proxy: 'Ask the facilitator to run the preflight: it says what the proxy wants.',
  intercepted: 'Ask the facilitator to run the preflight: something on the network stands before the model.',
  repetition: 'Say in a few words what is to be different, and the agent goes on from here.',
  'not-allowed': 'The facilitator opens the room for participants. Until then, go on with the rehearsal.',
};
