/** Where people can reach this machine. */
import { networkInterfaces } from 'node:os';
import { declaredOrigins } from './origin.ts';

/** `http://…` addresses: declared public ones first, then this machine's own name, then the local network. */
export function reachableOrigins(port: number, declared: string | undefined): string[] {
  const suffix = port === 80 ? '' : `:${port}`;
  const network = Object.values(networkInterfaces())
    .flatMap((interfaces) => interfaces ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}${suffix}`);
  const open = declaredOrigins(declared).map(({ origin }) => origin);
  return [...open, `http://localhost${suffix}`, ...network];
}
