import { clearAllMocks, fn, isMockFunction, resetAllMocks, restoreAllMocks, spyOn } from '@vitest/spy';
import type { FakeTimers } from './timers.ts';
import { realTimers } from './timers.ts';

/** The part of Vitest's `vi` that works without a module system of its own. */
export function createVi(timers: FakeTimers): Record<string, unknown> {
  const stubbed = new Map<string, PropertyDescriptor | undefined>();
  const refuse = (name: string) => () => {
    throw new Error(
      `vi.${name} is not supported here. Pass the other part in as an argument, or use vi.spyOn.`,
    );
  };
  const vi: Record<string, unknown> = {
    fn,
    spyOn,
    isMockFunction,
    mocked: (value: unknown) => value,
    useFakeTimers: (options?: { now?: number | Date }) => {
      timers.install(options?.now === undefined ? undefined : new realTimers.Date(options.now).getTime());
      return vi;
    },
    useRealTimers: () => {
      timers.uninstall();
      return vi;
    },
    isFakeTimers: () => timers.isInstalled,
    setSystemTime: (now: number | Date) => {
      timers.setNow(now);
      return vi;
    },
    getMockedSystemTime: () => (timers.isInstalled ? new realTimers.Date(timers.now) : null),
    getRealSystemTime: () => realTimers.Date.now(),
    getTimerCount: () => timers.count(),
    clearAllTimers: () => timers.clear(),
    advanceTimersByTime: (ms: number) => {
      timers.advance(ms);
      return vi;
    },
    advanceTimersByTimeAsync: async (ms: number) => {
      await timers.advanceAsync(ms);
      return vi;
    },
    runAllTimers: () => {
      timers.runAll();
      return vi;
    },
    runOnlyPendingTimers: () => {
      timers.runAll(true);
      return vi;
    },
    stubGlobal: (name: string, value: unknown) => {
      if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
      return vi;
    },
    unstubAllGlobals: () => {
      for (const [name, descriptor] of stubbed) {
        if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
        else Object.defineProperty(globalThis, name, descriptor);
      }
      stubbed.clear();
      return vi;
    },
    waitFor: async (check: () => unknown, options?: { timeout?: number; interval?: number }) => {
      const end = realTimers.Date.now() + (options?.timeout ?? 1_000);
      for (;;) {
        try {
          return await check();
        } catch (error) {
          if (realTimers.Date.now() > end) throw error;
          await new Promise((resolve) => realTimers.setTimeout(resolve, options?.interval ?? 20));
        }
      }
    },
  };
  for (const [name, run] of Object.entries({ clearAllMocks, resetAllMocks, restoreAllMocks })) {
    vi[name] = () => {
      run();
      return vi;
    };
  }
  for (const name of [
    'mock',
    'unmock',
    'doMock',
    'doUnmock',
    'hoisted',
    'importActual',
    'importMock',
    'resetModules',
  ]) {
    vi[name] = refuse(name);
  }
  return vi;
}
