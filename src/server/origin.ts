/**
 * Which address a request was made to. A `Host` that is not ours is refused: otherwise a page
 * elsewhere could point its own name at this machine and read the site as its own (DNS rebinding).
 */
import { hostname } from 'node:os';

export interface PublicAddresses {
  /** The origin of a request by its `Host`, `http://192.168.1.20:4321`; null where the host is not ours. */
  originOf(host: string | undefined): string | null;
}

/**
 * @param declared `FIRSTHAND_ORIGIN`: public origins behind a proxy, separated by commas
 *   (`https://demo.example.com`). Without it: this machine's name, `localhost` and any IP address.
 */
export function createPublicAddresses(declared: string | undefined): PublicAddresses {
  const origins = new Map<string, string>();
  for (const part of (declared ?? '').split(',')) {
    const url = URL.parse(part.trim());
    if (url && /^https?:$/.test(url.protocol)) origins.set(url.host, url.origin);
  }
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
