/** Why the WebContainer engine did not start, told apart, with what to do about each. */
import { SandboxError } from '../../sandbox.ts';

export type BootFailureCode =
  | 'not-isolated'
  | 'no-secure-context'
  | 'unreachable'
  | 'blocked-by-proxy'
  | 'licence'
  | 'browser'
  | 'already-running'
  | 'deadline';

/** For a person: what happened, and what to do. */
export interface BootFailure {
  readonly code: BootFailureCode;
  readonly what: string;
  readonly remedy: string;
}

const FAILURES: Readonly<Record<BootFailureCode, Omit<BootFailure, 'code'>>> = {
  'no-secure-context': {
    what: 'WebContainer needs https, or an address on this same machine.',
    remedy: 'Open the site over https or at http://localhost, or choose the embedded engine in the settings.',
  },
  browser: {
    what: 'This browser cannot run WebContainer.',
    remedy: 'Use a current Chrome, Edge or Firefox, or choose the embedded engine in the settings.',
  },
  'not-isolated': {
    what: 'This page was served without the isolation headers that WebContainer needs.',
    remedy:
      'Choose the WebContainer engine in the settings and load the page anew. A proxy in between must pass the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy on.',
  },
  'already-running': {
    what: 'A WebContainer runs in this page already; there can be only one.',
    remedy: 'Close the other sandbox of this page, or load the page anew.',
  },
  unreachable: {
    what: 'stackblitz.com cannot be reached from this browser.',
    remedy: 'Check the network connection. Without one, choose the embedded engine in the settings.',
  },
  'blocked-by-proxy': {
    what: 'stackblitz.com answers, but the server that holds WebContainer does not: a proxy or a filter blocks it.',
    remedy:
      'Ask for *.staticblitz.com, *.w-credentialless-staticblitz.com and *.webcontainer-api.io to be allowed, or choose the embedded engine.',
  },
  licence: {
    what: 'WebContainer can be reached but did not accept this site or its key.',
    remedy:
      'Check the API key in the settings, and that its list of sites names this address. For-profit use in production needs a licence.',
  },
  deadline: {
    what: 'WebContainer did not start in time.',
    remedy: 'Try again on a faster network. Browser settings that block third-party cookies can stop it too.',
  },
};

export function bootFailure(code: BootFailureCode): BootFailure {
  return { code, ...FAILURES[code] };
}

/** Thrown where the engine did not start. */
export class BootError extends SandboxError {
  readonly failure: BootFailure;
  constructor(code: BootFailureCode, cause?: unknown) {
    const failure = bootFailure(code);
    super('boot-failed', failure.what, failure.remedy);
    this.name = 'BootError';
    this.failure = failure;
    if (cause !== undefined) this.cause = cause;
  }
}
