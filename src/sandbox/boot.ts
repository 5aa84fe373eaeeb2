/**
 * Starts the sandbox that the operator chose. Where the WebContainer engine does not start,
 * the embedded one takes its place for the rest of the browser session, and says why: one
 * failed boot costs a person at most one deadline.
 */

import { sessionItems } from '../storage/items.ts';
import { keyOf } from '../storage/names.ts';
import type { BootContainerOptions } from './engines/webcontainer/boot-container.ts';
import type { BootFailure } from './engines/webcontainer/boot-failure.ts';
import type { Sandbox, SandboxKind } from './sandbox.ts';

export interface BootSandboxOptions {
  readonly engine: SandboxKind;
  readonly webcontainer?: { readonly apiKey?: string };
  /** For the WebContainer engine. Default: `BOOT_LIMITS.deadlineMs`. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** Parts given in tests. */
export interface BootSandboxParts {
  readonly createEmbedded?: () => Promise<Sandbox>;
  readonly createContainer?: (options: BootContainerOptions) => Promise<Sandbox>;
  /** Where a fall back is remembered; null where the browser refuses it. */
  readonly memory?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
}

export interface BootedSandbox {
  readonly sandbox: Sandbox;
  /** Why the embedded engine runs although another was chosen; shown, never hidden. */
  readonly fellBack?: BootFailure;
}

const KEY = keyOf('sandboxFallback');

function recall(memory: BootSandboxParts['memory']): BootFailure | null {
  try {
    const kept: unknown = JSON.parse(memory?.getItem(KEY) ?? 'null');
    if (kept === null || typeof kept !== 'object' || !('code' in kept && 'what' in kept && 'remedy' in kept))
      return null;
    return kept as BootFailure;
  } catch {
    return null;
  }
}

function keep(memory: BootSandboxParts['memory'], failure: BootFailure): void {
  try {
    memory?.setItem(KEY, JSON.stringify(failure));
  } catch {
    // A full or forbidden store only means that the next page tries again.
  }
}

/** Lets the chosen engine be tried again, after the operator has changed something. */
export function forgetFallback(memory: BootSandboxParts['memory'] = sessionItems): void {
  try {
    memory?.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

async function embedded(): Promise<Sandbox> {
  const { createEmbeddedSandbox } = await import('./engines/embedded/embedded.ts');
  return createEmbeddedSandbox();
}

async function container(options: BootContainerOptions): Promise<Sandbox> {
  const { createWebContainerSandbox } = await import('./engines/webcontainer/webcontainer.ts');
  return createWebContainerSandbox(options);
}

/**
 * @throws the signal's reason where it was aborted; never for a failed WebContainer boot
 */
export async function bootSandbox(
  options: BootSandboxOptions,
  parts: BootSandboxParts = {},
): Promise<BootedSandbox> {
  const createEmbedded = parts.createEmbedded ?? embedded;
  const memory = parts.memory === undefined ? sessionItems : parts.memory;
  options.signal?.throwIfAborted();
  if (options.engine === 'embedded') return { sandbox: await createEmbedded() };
  const before = recall(memory);
  if (before) return { sandbox: await createEmbedded(), fellBack: before };
  try {
    const sandbox = await (parts.createContainer ?? container)({
      ...(options.webcontainer?.apiKey ? { apiKey: options.webcontainer.apiKey } : {}),
      ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return { sandbox };
  } catch (error) {
    const { BootError } = await import('./engines/webcontainer/boot-failure.ts');
    if (!(error instanceof BootError)) throw error;
    keep(memory, error.failure);
    return { sandbox: await createEmbedded(), fellBack: error.failure };
  }
}
