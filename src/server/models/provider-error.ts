/** Turns whatever an SDK throws into a `ModelError` that says what to do, without a key in it. */
import { ModelError, type ModelErrorCode } from '../../agent/model.ts';
import type { ModelConnection } from './adapter.ts';

/** A model error that knows whether the provider can have worked (and billed) for it. */
export class ProviderError extends ModelError {
  /** True where the request provably reached no model: refused, or never connected. */
  readonly neverDispatched: boolean;
  constructor(
    code: ModelErrorCode,
    message: string,
    hint: string,
    options: { neverDispatched: boolean; retryAfterMs?: number | undefined },
  ) {
    super(code, message, hint, options.retryAfterMs);
    this.neverDispatched = options.neverDispatched;
  }
}

interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  /** `overloaded_error`, `insufficient_quota`, `server_error` … */
  readonly kind: string;
  readonly detail: string;
  readonly cause: string;
}

/** @param opened Whether the provider had begun to reply. */
export function toModelError(error: unknown, connection: ModelConnection, opened: boolean): ModelError {
  if (error instanceof ModelError) return error;
  const sdk = readSdkError(error);
  const who = connection.label;
  if (sdk.status !== undefined) return fromStatus(sdk, sdk.status, connection);
  if (opened) return fromBrokenStream(sdk, who);
  const refused = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT/.test(sdk.cause);
  const timedOut = /timeout|timed out/i.test(sdk.name + sdk.message);
  return new ProviderError(
    'unreachable',
    timedOut ? `${who} did not answer in time.` : `${who} cannot be reached from this server.`,
    connection.kind === 'compatible'
      ? 'Check that the model server is running and that its address in the settings is right.'
      : 'Check the network of the machine that serves this site, or continue with the rehearsal.',
    { neverDispatched: refused },
  );
}

function fromStatus(sdk: SdkError, status: number, connection: ModelConnection): ProviderError {
  const who = connection.label;
  const detail = describeDetail(sdk, connection);
  const refused = { neverDispatched: true };
  const retryAfterMs = readRetryAfter(sdk.headers);
  if (status === 401)
    return new ProviderError(
      'bad-key',
      `${who} does not accept the key.`,
      'Enter a valid key in the settings.',
      refused,
    );
  if (status === 402 || /insufficient_quota|billing/.test(sdk.kind))
    return new ProviderError(
      'rate-limited',
      `The account at ${who} has no credit left.`,
      'Add credit at the provider, or connect another model in the settings.',
      refused,
    );
  if (status === 403)
    return new ProviderError(
      'bad-key',
      `${who} does not allow this key to use ${connection.model}.${detail}`,
      'Choose another model in the settings, or ask the owner of the key for access.',
      refused,
    );
  if (status === 404)
    return new ProviderError(
      'no-such-model',
      `${who} does not know the model ${connection.model}.`,
      connection.kind === 'compatible'
        ? 'Check the model and the address in the settings; a local model may have to be downloaded first.'
        : 'Choose another model in the settings.',
      refused,
    );
  if (status === 429)
    return new ProviderError(
      'rate-limited',
      `${who} allows no more requests just now.`,
      retryAfterMs === undefined
        ? 'Wait a minute, or continue with another model or the rehearsal.'
        : `Try again in ${Math.max(1, Math.ceil(retryAfterMs / 1000))} s, or continue with another model or the rehearsal.`,
      { ...refused, retryAfterMs },
    );
  if (status >= 500)
    return new ProviderError(
      'overloaded',
      `${who} is overloaded or has a failure (status ${status}).`,
      'Try again shortly, or continue with another model or the rehearsal.',
      // 503 and 529 turn a request away; after any other failure a model may have worked.
      { neverDispatched: status === 503 || status === 529, retryAfterMs },
    );
  if (status === 413)
    return new ProviderError(
      'bad-request',
      `The conversation has become too long for ${who}.`,
      'Start a new run; the files can be kept.',
      refused,
    );
  return new ProviderError(
    'bad-request',
    `${who} did not accept the request (status ${status}).${detail}`,
    'Try another model in the settings. If it stays, this model may not support tools.',
    refused,
  );
}

function fromBrokenStream(sdk: SdkError, who: string): ProviderError {
  const worked = { neverDispatched: false };
  if (/overloaded/.test(sdk.kind))
    return new ProviderError(
      'overloaded',
      `${who} became overloaded in the middle of its reply.`,
      'Try the step again, or continue with another model or the rehearsal.',
      worked,
    );
  if (/rate_limit/.test(sdk.kind))
    return new ProviderError(
      'rate-limited',
      `${who} reached its limit in the middle of its reply.`,
      'Wait a minute and try the step again.',
      worked,
    );
  return brokenStream(who);
}

/** The reply stopped before its end. */
export function brokenStream(who: string): ProviderError {
  return new ProviderError(
    'broken-stream',
    `The reply of ${who} broke off before its end.`,
    'Try the step again. If it stays, check the network of the machine that serves this site.',
    { neverDispatched: false },
  );
}

function readSdkError(error: unknown): SdkError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const body = asRecord(fields.error);
  const inner = asRecord(body.error);
  const kinds = [fields.code, fields.type, body.type, body.code, inner.type, inner.code];
  return {
    name: asText(fields.name),
    message: asText(fields.message),
    status: typeof fields.status === 'number' ? fields.status : undefined,
    headers: fields.headers instanceof Headers ? fields.headers : undefined,
    kind: kinds.map(asText).join(' '),
    detail: asText(inner.message) || asText(body.message),
    cause: describeCause(fields.cause),
  };
}

/** Node wraps network causes several levels deep. */
function describeCause(cause: unknown, depth = 0): string {
  if (typeof cause !== 'object' || cause === null || depth > 4) return '';
  const fields = cause as Record<string, unknown>;
  const parts = Array.isArray(fields.errors)
    ? fields.errors.map((part) => describeCause(part, depth + 1))
    : [];
  return [asText(fields.code), asText(fields.message), describeCause(fields.cause, depth + 1), ...parts].join(
    ' ',
  );
}

function describeDetail(sdk: SdkError, connection: ModelConnection): string {
  const text = redact(sdk.detail, connection.apiKey).replace(/\s+/g, ' ').slice(0, 240).trim();
  return text === '' ? '' : ` It says: “${text}”`;
}

/** Takes keys out of a text: the one in use, and whatever looks like one. */
export function redact(text: string, key?: string): string {
  const withoutOwn = key && key.length >= 6 ? text.replaceAll(key, '…') : text;
  return withoutOwn
    .replace(/\b(?:sk|pk|key|rk|gsk|xai|AIza)[-_][\w*.-]{6,}/g, '…')
    .replace(/Bearer\s+\S+/gi, 'Bearer …');
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function readRetryAfter(headers: Headers | undefined): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
