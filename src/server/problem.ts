/** How every refusal under `/api` looks: what happened, and what to do. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ModelError, type ModelErrorCode } from '../agent/model.ts';
import type { ApiProblem } from '../agent/model-access.ts';

/** A request that is refused; the message is safe to show. */
export class RequestProblem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly hint: string;
  constructor(status: ContentfulStatusCode, code: string, message: string, hint: string) {
    super(message);
    this.name = 'RequestProblem';
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

export function notFacilitator(): RequestProblem {
  return new RequestProblem(
    401,
    'facilitator-only',
    'Only a signed-in facilitator can do this.',
    'Open the one-time link that the server printed when it started, or make a new one with: npm run facilitator-link',
  );
}

export function problemBody(problem: RequestProblem): ApiProblem {
  return { code: problem.code, message: problem.message, hint: problem.hint };
}

const modelStatus: Record<ModelErrorCode, ContentfulStatusCode> = {
  'no-key': 503,
  'bad-key': 502,
  'no-such-model': 502,
  'rate-limited': 429,
  overloaded: 503,
  unreachable: 502,
  'broken-stream': 502,
  budget: 402,
  'no-price': 402,
  'not-allowed': 403,
  'bad-request': 400,
  'too-long': 413,
  certificate: 502,
  proxy: 502,
  intercepted: 502,
  'no-tool': 400,
  'tool-text': 400,
  'empty-answer': 502,
  'outside-script': 400,
};

/** One line of the model stream, and the whole body where the model never began. */
export function modelErrorLine(error: ModelError): Readonly<Record<string, unknown>> {
  const { code, message, hint, retryAfterMs } = error;
  return { type: 'error', code, message, hint, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

export function modelErrorStatus(error: ModelError): ContentfulStatusCode {
  return modelStatus[error.code];
}

/** Anything unexpected on the way to a model, without its details: they could hold a key. */
export function unexpectedModelError(): ModelError {
  return new ModelError(
    'broken-stream',
    'The server failed while it asked the model.',
    'Try the step again. If it stays, look at the server’s log.',
  );
}
