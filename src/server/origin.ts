/**
 * Which address a request was made to. A `Host` that is not ours is refused: otherwise a page
 * elsewhere could point its own name at this machine and read the site as its own (DNS rebinding).
 */
import { hostname } from 'node:os';

export interface PublicAddresses {
  /** The origin of a request by its `Host`, `http://192.168.1.20:4321`; null where the host is not ours. */
  originOf(host: string | undefined): string | null;
}

/** A value of `FIRSTHAND_ORIGIN` under which the kit could not be reached. */
class OriginProblem extends Error {
  readonly hint =
    'Write it like https://demo.example.com, several with commas between them. The kit needs an address of its own: it cannot lie in a folder of another site.';
  constructor(part: string, why: string) {
    super(`FIRSTHAND_ORIGIN has “${part}”, ${why}.`);
    this.name = 'OriginProblem';
  }
}

/** The origins that `FIRSTHAND_ORIGIN` names. Throws an error with a hint where one of them is none. */
export function declaredOrigins(declared: string | undefined): readonly URL[] {
  const parts = (declared ?? '').split(',').map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const url = URL.parse(part);
      if (!url || !/^https?:$/.test(url.protocol))
        throw new OriginProblem(part, 'which does not begin with https:// or http://');
      if (url.href !== `${url.origin}/`) throw new OriginProblem(part, 'which is more than an address');
      return url;
    });
}

/**
 * @param declared `FIRSTHAND_ORIGIN`: public origins behind a proxy, separated by commas
 *   (`https://demo.example.com`). Without it: this machine's name, `localhost` and any IP address.
 */
export function createPublicAddresses(declared: string | undefined): PublicAddresses {
  const origins = new Map<string, string>();
  for (const url of declaredOrigins(declared)) origins.set(url.host, url.origin);
  const own = hostname().toLowerCase();
  const names = new Set(['localhost', own, `${own}.local`, own.replace(/\..*$/, '.local')]);

  return {
    originOf(host) {
      if (!host || !/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host)) return null;
      const url = URL.parse(`http://${host}`);
      if (!url) return null;
      const known = origins.get(url.host);
      if (known) return known;
      const { hostname: name } = url;
      const isAddress = name.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(name);
      return isAddress || names.has(name) || name.endsWith('.localhost') ? url.origin : null;
    },
  };
}
