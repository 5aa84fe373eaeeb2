/**
 * A company network: its proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) and its own certificates. Node reads both at its
 * start only, so what stands in `.env` or in the system's store is taken up here, before the first request.
 */
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as tls from 'node:tls';

type Environment = Readonly<Record<string, string | undefined>>;

/** What Node 22 does not have yet. */
interface NewerNode {
  readonly setGlobalProxyFromEnv?: (environment: Environment) => unknown;
  readonly getCACertificates?: (type: 'default' | 'system') => string[];
  readonly setDefaultCACertificates?: (certificates: string[]) => void;
}

/** Takes up proxy and certificates. Returns sentences about what could not be, for the log. */
export function trustNetwork(
  environment: Environment,
  node: NewerNode = { ...(http as NewerNode), ...(tls as NewerNode) },
): readonly string[] {
  return [...applyProxy(environment, node), ...applyCertificates(environment, node)];
}

function applyProxy(environment: Environment, node: NewerNode): string[] {
  const proxy = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((name) => environment[name]);
  if (proxy === undefined) return [];
  if (!node.setGlobalProxyFromEnv) {
    return [`${proxy} is set, but this Node.js does not use it: start the kit with Node.js 24 or newer.`];
  }
  try {
    // Loopback is never behind a proxy: a model on this machine stays within reach.
    const noProxy = environment.NO_PROXY ?? environment.no_proxy ?? '';
    const NO_PROXY = [noProxy, 'localhost', '127.0.0.1', '[::1]'].filter((part) => part !== '').join(',');
    node.setGlobalProxyFromEnv({ ...environment, NO_PROXY, no_proxy: NO_PROXY });
    return [];
  } catch {
    return [
      `${proxy} is not an address of a proxy, so none is used. It looks like http://proxy.example:8080`,
    ];
  }
}

/** The system's certificates count as the built-in ones do: a company installs its own there. */
function applyCertificates(environment: Environment, node: NewerNode): string[] {
  const { getCACertificates, setDefaultCACertificates } = node;
  const file = environment.NODE_EXTRA_CA_CERTS;
  if (!getCACertificates || !setDefaultCACertificates) return [];
  const problems: string[] = [];
  const extra: string[] = [];
  if (file) {
    try {
      extra.push(readFileSync(file, 'utf8'));
    } catch {
      problems.push(`NODE_EXTRA_CA_CERTS names ${file}, which cannot be read.`);
    }
  }
  const all = [...getCACertificates('default'), ...getCACertificates('system'), ...extra];
  try {
    setDefaultCACertificates([...new Set(all)]);
  } catch {
    problems.push('A certificate of this machine cannot be read; only the built-in ones are trusted.');
  }
  return problems;
}
