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
  // The SDKs wrap what the way to the provider threw.
  const cause = asRecord(error).cause;
  if (cause instanceof ModelError) return cause;
  const sdk = readSdkError(error);
  const who = connection.label;
  if (sdk.status !== undefined) return fromStatus(sdk, sdk.status, connection);
  if (opened) return fromBrokenStream(sdk, connection);
  const onTheWay = fromTheWay(sdk, connection);
  if (onTheWay) return onTheWay;
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

/** Certificates and proxies: the request never came to the provider, and nobody worked for it. */
function fromTheWay({ cause, message }: SdkError, connection: ModelConnection): ProviderError | null {
  const text = `${cause} ${message}`;
  if (/proxy authentication required|Proxy response \(407\)|\b407\b.*(proxy|tunnel)/i.test(text))
    return proxyRefuses(connection);
  if (/Proxy response \(|proxy.*(refused|failed)|HTTP Tunneling/i.test(text)) {
    return new ProviderError(
      'proxy',
      `The proxy of this network does not let the server through to ${connection.label}.`,
      'Ask the network’s operators to allow the provider’s address, or check HTTPS_PROXY and NO_PROXY of the server.',
      { neverDispatched: true },
    );
  }
  return CERTIFICATE.test(text)
    ? new ProviderError(
        'certificate',
        `The certificate at ${hostOf(connection)} is not one that this server trusts.`,
        'A company network often puts its own certificate in between. Save its root certificate as a file, start the server with NODE_EXTRA_CA_CERTS set to that file, and test again.',
        { neverDispatched: true },
      )
    : null;
}

const CERTIFICATE =
  /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_|_CERT\b|ERR_TLS_CERT|ERR_SSL|ERR_TLS|certificate|EPROTO|SSL routines/i;

/** The proxy wants a name and a password. */
export function proxyRefuses(connection: ModelConnection): ProviderError {
  return new ProviderError(
    'proxy',
    `The proxy of this network wants the server to sign in before it may reach ${connection.label}.`,
    'Set HTTPS_PROXY to http://name:password@proxy:port on the machine that serves this site, or ask for a proxy without sign-in.',
    { neverDispatched: true },
  );
}

/** Something on the way answered in the provider's place: a web filter, a sign-in page, another site. */
export function intercepted(
  connection: ModelConnection,
  { host, title }: { host?: string | undefined; title?: string | undefined },
): ProviderError {
  const named = title?.replace(/\s+/g, ' ').trim().slice(0, 80);
  const what =
    host === undefined
      ? `A web page${named ? ` (“${named}”)` : ''} came back in place of a reply of ${connection.label}.`
      : `The request to ${connection.label} was sent on to ${host}.`;
  return new ProviderError(
    'intercepted',
    `${what} Something on this network stands in between: a web filter or a sign-in page.`,
    `Open ${hostOf(connection)} in a browser on the machine that serves this site and sign in, or ask the network’s operators to allow it. If the address in the settings is wrong, correct it.`,
    { neverDispatched: true },
  );
}

function hostOf({ baseUrl, label }: ModelConnection): string {
  return URL.parse(baseUrl ?? '')?.host ?? label;
}

function fromStatus(sdk: SdkError, status: number, connection: ModelConnection): ProviderError {
  const who = connection.label;
  const detail = describeDetail(sdk, connection);
  const refused = { neverDispatched: true };
  const retryAfterMs = readRetryAfter(sdk.headers);
  if (status === 407) return proxyRefuses(connection);
  if (status === 400 || status === 413 || status === 422 || status === 404) {
    const meant = fromRefusal(sdk, connection);
    if (meant) return meant;
  }
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
  if (status === 413) return tooLong(connection);
  return new ProviderError(
    'bad-request',
    `${who} did not accept the request (status ${status}).${detail}`,
    'Try another model in the settings. If it stays, this model may not support tools.',
    refused,
  );
}

/** Refusals that say more than their status. */
function fromRefusal(sdk: SdkError, connection: ModelConnection): ProviderError | null {
  const text = `${sdk.kind} ${sdk.detail} ${sdk.message}`;
  if (CONTEXT.test(text)) return tooLong(connection);
  if (!/(not|n.t) support (tools|tool|function)|tools? (is|are) not supported|tool use .*not/i.test(text))
    return null;
  return new ProviderError(
    'no-tool',
    `${connection.model} cannot call tools, so it can build nothing here.`,
    'Choose a model that can call tools in the settings.',
    { neverDispatched: true },
  );
}

const CONTEXT =
  /context_length_exceeded|context (length|window|size)|maximum context|prompt is too long|too many (input )?tokens|exceeds? the (available|model.s) context/i;

function tooLong(connection: ModelConnection): ProviderError {
  return new ProviderError(
    'too-long',
    `The conversation is longer than ${connection.model} at ${connection.label} can read.`,
    'Give the model a longer context at its server, choose a model with one, or start a new run; the files can be kept.',
    { neverDispatched: true },
  );
}

function fromBrokenStream(sdk: SdkError, connection: ModelConnection): ProviderError {
  const who = connection.label;
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
  const detail = describeDetail(sdk, connection);
  return detail === '' ? brokenStream(who) : brokenStream(who, detail);
}

/** The reply stopped before its end. */
export function brokenStream(who: string, detail = ''): ProviderError {
  return new ProviderError(
    'broken-stream',
    `The reply of ${who} broke off before its end.${detail}`,
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
