/**
 * The hostile suite weakens the boundary to see that it notices. A browser asks for it by a cookie,
 * so that no other browser at the same harness is less protected meanwhile.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

interface Weakness {
  readonly from: string;
  readonly to: string;
}

const NAME = 'weaken';

/** The cookie of a browser whose policies have `to` in the place of `from`. */
export function weakness(url: string, from: string, to: string) {
  const value = encodeURIComponent(JSON.stringify({ from, to } satisfies Weakness));
  return { name: NAME, value, url, httpOnly: true };
}

export function wantedWeakness(request: IncomingMessage): Weakness | null {
  const value = new RegExp(`(?:^|; )${NAME}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  return value === undefined ? null : (JSON.parse(decodeURIComponent(value)) as Weakness);
}

/** Changes the policies of one answer, however they are written to it. */
export function weaken(response: ServerResponse, { from, to }: Weakness): void {
  const weak = (name: string, value: unknown): unknown => {
    if (name.toLowerCase() === 'content-security-policy') return String(value).replace(from, to);
    return name.toLowerCase() === 'connection-allowlist' ? '' : value;
  };
  const { setHeader, writeHead } = response;
  response.setHeader = (name, value) => Reflect.apply(setHeader, response, [name, weak(name, value)]);
  response.writeHead = (status: number, ...rest: unknown[]) =>
    Reflect.apply(writeHead, response, [
      status,
      ...rest.map((part) =>
        typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).map(([name, value]) => [name, weak(name, value)]))
          : part,
      ),
    ]);
}
