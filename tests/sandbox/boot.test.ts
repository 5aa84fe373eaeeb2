import { afterEach, describe, expect, test } from 'vitest';
import { type BootSandboxParts, bootSandbox, forgetFallback } from '../../src/sandbox/boot.ts';
import {
  type BootContainerOptions,
  type BootSurroundings,
  bootContainer,
} from '../../src/sandbox/engines/webcontainer/boot-container.ts';
import { BootError, bootFailure } from '../../src/sandbox/engines/webcontainer/boot-failure.ts';
import {
  ISOLATED_PAGES,
  ISOLATED_PARTS,
  isolationHeaders,
  WEBCONTAINER_SOURCES,
} from '../../src/sandbox/engines/webcontainer/isolation.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createWebContainerDouble, type WebContainerBehaviour } from '../doubles/webcontainer.ts';
import { ManualClock } from './doubles/manual-clock.ts';

const never = () => new Promise<never>(() => {});

/** Surroundings in which a boot works, on the double, with a clock that stands still. */
function surroundings(behaviour: WebContainerBehaviour = {}, change: Partial<BootSurroundings> = {}) {
  const double = createWebContainerDouble(behaviour);
  const clock = new ManualClock();
  const around: BootSurroundings = {
    load: async () => double.library,
    isSecureContext: true,
    crossOriginIsolated: true,
    isCapable: true,
    fetch: async () => new Response(),
    after: (ms, call) => clock.after(ms, call),
    ...change,
  };
  return { double, clock, around };
}

const running = new Set<{ teardown(): void }>();
afterEach(() => {
  for (const container of running) container.teardown();
  running.clear();
});

async function failureOf(boot: Promise<unknown>) {
  const error = await boot.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BootError);
  return error instanceof BootError ? error.failure : bootFailure('deadline');
}

/** Boots until nothing moves, then lets time pass. */
async function bootAfterDeadline(options: BootContainerOptions, clock: ManualClock, ms = 15_000) {
  const boot = failureOf(bootContainer(options));
  await new Promise((resolve) => setTimeout(resolve, 0));
  clock.advance(ms);
  return boot;
}

describe('booting a WebContainer', () => {
  test('gives the container, with the key configured before the first boot', async () => {
    const { double, clock, around } = surroundings();
    const container = await bootContainer({ apiKey: 'wc_api_1', surroundings: around });
    running.add(container);
    expect(container.workdir).toBe('/home/project');
    expect(double.keys).toEqual(['wc_api_1']);
    expect(double.bootOptions).toEqual([expect.objectContaining({ coep: 'credentialless' })]);
    expect(clock.waiting).toBe(0);
  });

  test.each([
    ['no-secure-context', { isSecureContext: false, crossOriginIsolated: false }],
    ['browser', { isCapable: false, crossOriginIsolated: false }],
    ['not-isolated', { crossOriginIsolated: false }],
  ] as const)('says “%s” without loading anything', async (code, change) => {
    let loaded = false;
    const { around } = surroundings({}, change);
    const load = async () => {
      loaded = true;
      return never();
    };
    expect((await failureOf(bootContainer({ surroundings: { ...around, load } }))).code).toBe(code);
    expect(loaded).toBe(false);
  });

  test('says “already-running” where an instance runs', async () => {
    const { around } = surroundings();
    running.add(await bootContainer({ surroundings: around }));
    expect((await failureOf(bootContainer({ surroundings: around }))).code).toBe('already-running');
  });

  test.each([
    [
      'Failed to execute postMessage on Worker: SharedArrayBuffer transfer requires self.crossOriginIsolated.',
      'not-isolated',
    ],
    ['Unauthorized: client_id is not known', 'licence'],
  ])('reads the library’s own words: %s', async (message, code) => {
    const { around } = surroundings({ beforeBoot: async () => Promise.reject(new Error(message)) });
    expect((await failureOf(bootContainer({ surroundings: around }))).code).toBe(code);
  });

  /** What the network answers: the editor's server, the runtime's server. */
  const network =
    (editor: boolean, runtime: boolean): typeof fetch =>
    async (input) => {
      const up = String(input).includes('staticblitz') ? runtime : editor;
      if (!up) throw new TypeError('Failed to fetch');
      return new Response();
    };

  test.each([
    ['unreachable', false, false, 'key'],
    ['blocked-by-proxy', true, false, 'key'],
    ['blocked-by-proxy', false, true, 'key'],
    ['licence', true, true, 'key'],
    ['deadline', true, true, ''],
  ] as const)(
    'after the deadline says “%s” by what the network answers',
    async (code, editor, runtime, apiKey) => {
      const { clock, around } = surroundings({ beforeBoot: never }, { fetch: network(editor, runtime) });
      expect((await bootAfterDeadline({ apiKey, surroundings: around }, clock)).code).toBe(code);
      expect(clock.waiting).toBe(0);
    },
  );

  test('says “unreachable” where the library’s own file does not load', async () => {
    const { around } = surroundings(
      {},
      { load: async () => Promise.reject(new TypeError('Failed to fetch')), fetch: network(false, false) },
    );
    expect((await failureOf(bootContainer({ surroundings: around }))).code).toBe('unreachable');
  });

  test('waits until the deadline and not a moment longer', async () => {
    const { clock, around } = surroundings({ beforeBoot: never });
    let ended = false;
    const boot = failureOf(bootContainer({ deadlineMs: 3_000, surroundings: around })).then(() => {
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    clock.advance(2_999);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(ended).toBe(false);
    clock.advance(1);
    await boot;
    expect(ended).toBe(true);
  });

  test('does not wait for ever for a network that swallows questions', async () => {
    const swallow: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      );
    const { clock, around } = surroundings({ beforeBoot: never }, { fetch: swallow });
    const boot = bootAfterDeadline({ surroundings: around }, clock);
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.advance(4_000);
    expect((await boot).code).toBe('unreachable');
  });

  test('lets go of an instance that comes too late', async () => {
    let arrive = () => {};
    const late = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { double, clock, around } = surroundings({ beforeBoot: () => late });
    await bootAfterDeadline({ surroundings: around }, clock);
    arrive();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(double.current()).toBeNull();
  });

  test('stops when it is told to', async () => {
    const { double, around } = surroundings({ beforeBoot: never });
    const stop = new AbortController();
    const boot = bootContainer({ signal: stop.signal, surroundings: around });
    await new Promise((resolve) => setTimeout(resolve, 0));
    stop.abort(new Error('left the page'));
    await expect(boot).rejects.toThrow('left the page');
    expect(double.current()).toBeNull();
  });

  test('every reason has its own words and remedy', () => {
    const codes = [
      'not-isolated',
      'no-secure-context',
      'unreachable',
      'blocked-by-proxy',
      'licence',
      'browser',
      'already-running',
      'deadline',
    ] as const;
    const failures = codes.map((code) => bootFailure(code));
    expect(new Set(failures.map(({ what }) => what)).size).toBe(codes.length);
    expect(new Set(failures.map(({ remedy }) => remedy)).size).toBe(codes.length);
  });
});

describe('choosing the engine', () => {
  const named = (kind: 'embedded' | 'webcontainer') => ({ kind }) as Sandbox;

  function parts(outcome: () => Promise<Sandbox>) {
    const kept = new Map<string, string>();
    let boots = 0;
    const memory = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const given: BootSandboxParts = {
      createEmbedded: async () => named('embedded'),
      createContainer: () => {
        boots += 1;
        return outcome();
      },
      memory,
    };
    return { given, memory, kept, boots: () => boots };
  }

  test('the chosen engine runs', async () => {
    const { given } = parts(async () => named('webcontainer'));
    expect(await bootSandbox({ engine: 'webcontainer' }, given)).toEqual({ sandbox: named('webcontainer') });
    expect(await bootSandbox({ engine: 'embedded' }, given)).toEqual({ sandbox: named('embedded') });
  });

  test('a failed boot falls back with the reason, and is not tried again in this session', async () => {
    const { given, memory, boots } = parts(() => Promise.reject(new BootError('blocked-by-proxy')));
    const first = await bootSandbox({ engine: 'webcontainer' }, given);
    expect(first.sandbox.kind).toBe('embedded');
    expect(first.fellBack).toEqual(bootFailure('blocked-by-proxy'));
    expect(await bootSandbox({ engine: 'webcontainer' }, given)).toEqual(first);
    expect(boots()).toBe(1);
    forgetFallback(memory);
    await bootSandbox({ engine: 'webcontainer' }, given);
    expect(boots()).toBe(2);
  });

  test('a broken memory costs nothing but the memory', async () => {
    const broken = () => {
      throw new Error('storage is forbidden');
    };
    const { given } = parts(() => Promise.reject(new BootError('browser')));
    const memory = { getItem: broken, setItem: broken, removeItem: broken };
    const booted = await bootSandbox({ engine: 'webcontainer' }, { ...given, memory });
    expect(booted.fellBack?.code).toBe('browser');
    const { kept, given: forged } = parts(async () => named('webcontainer'));
    kept.set('firsthand.sandbox.fell-back', '{"code":');
    expect((await bootSandbox({ engine: 'webcontainer' }, forged)).sandbox.kind).toBe('webcontainer');
  });

  test('a mistake in the kit is not taken for a failed boot', async () => {
    const { given } = parts(() => Promise.reject(new TypeError('a mistake')));
    await expect(bootSandbox({ engine: 'webcontainer' }, given)).rejects.toThrow('a mistake');
  });

  test('stopping does not fall back', async () => {
    const { given, kept } = parts(() => Promise.reject(new DOMException('stopped', 'AbortError')));
    await expect(bootSandbox({ engine: 'webcontainer' }, given)).rejects.toThrow('stopped');
    await expect(bootSandbox({ engine: 'embedded', signal: AbortSignal.abort() }, given)).rejects.toThrow();
    expect(kept.size).toBe(0);
  });
});

describe('isolation headers', () => {
  test('go to the pages that boot the engine and to what those load', () => {
    expect(ISOLATED_PAGES).toEqual(['/labs/web-app/', '/stage/', '/playground/', '/runs/view/']);
    for (const page of ISOLATED_PAGES) {
      expect(isolationHeaders(page)).toEqual({
        'cross-origin-embedder-policy': 'credentialless',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
    for (const part of [...ISOLATED_PARTS, '/_astro/shell.worker-1.js']) {
      expect(isolationHeaders(part)).toEqual({ 'cross-origin-embedder-policy': 'credentialless' });
    }
    for (const page of ['/', '/labs/', '/record/', '/settings/', '/api/status'])
      expect(isolationHeaders(page)).toEqual({});
  });

  test('what is asked about a failed boot is among the sources that the page allows', async () => {
    const asked: string[] = [];
    const note: typeof fetch = async (input) => {
      asked.push(new URL(String(input)).origin);
      return new Response();
    };
    const { clock, around } = surroundings({ beforeBoot: never }, { fetch: note });
    await bootAfterDeadline({ surroundings: around }, clock);
    expect(asked.sort()).toEqual([...WEBCONTAINER_SOURCES.connect].sort());
  });
});
