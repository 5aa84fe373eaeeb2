/**
 * Where the browser calls the page's own code. WebKit hides what such code throws, because it was made
 * from text, so it is caught here, told with its place, and thrown on.
 */
import { tellThrown } from './errors.ts';
import { beginWork, stacksNameFiles } from './stack-place.ts';

type Callback = (...given: unknown[]) => unknown;

const wrapped = new WeakMap<object, Callback>();
const originals = new WeakMap<object, unknown>();

/** The same function, telling what it throws. */
function guard(own: unknown): unknown {
  if (typeof own !== 'function' && (typeof own !== 'object' || own === null)) return own;
  const known = wrapped.get(own);
  if (known !== undefined) return known;
  const run: Callback = function (this: unknown, ...given) {
    beginWork();
    try {
      if (typeof own === 'function') return Reflect.apply(own, this, given);
      const handle: unknown = Reflect.get(own, 'handleEvent');
      return typeof handle === 'function' ? Reflect.apply(handle, own, given) : undefined;
    } catch (error) {
      tellThrown(error);
      throw error;
    }
  };
  wrapped.set(own, run);
  originals.set(run, own);
  return run;
}

/** Guards every way by which the browser calls back, where its errors would be hidden. */
export function guardBoundaries(scope: typeof globalThis): void {
  if (stacksNameFiles) return;
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask'])
    guardFunction(scope, name);
  guardListeners();
  for (const name of Object.getOwnPropertyNames(scope)) {
    const made: unknown = Reflect.getOwnPropertyDescriptor(scope, name)?.value;
    if (typeof made !== 'function') continue;
    if (/^(Mutation|Resize|Intersection|Performance)Observer$/.test(name)) guardObserver(scope, name);
    guardHandlers(Reflect.get(made, 'prototype'));
  }
  guardHandlers(scope);
  const own = scope.reportError;
  scope.reportError = (error: unknown) => {
    tellThrown(error);
    Reflect.apply(own, scope, [error]);
  };
}

function guardFunction(target: object, name: string): void {
  const own: unknown = Reflect.get(target, name);
  if (typeof own !== 'function') return;
  Reflect.set(target, name, (run: unknown, ...rest: unknown[]) =>
    Reflect.apply(own, target, [typeof run === 'function' ? guard(run) : run, ...rest]),
  );
}

function guardListeners(): void {
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    const own = EventTarget.prototype[name];
    EventTarget.prototype[name] = function (
      this: EventTarget,
      type: string,
      listener: unknown,
      options?: unknown,
    ) {
      // A call without an owner means the window.
      Reflect.apply(own, this ?? globalThis, [type, guard(listener), options]);
    } as typeof own;
  }
}

function guardObserver(scope: typeof globalThis, name: string): void {
  const own: unknown = Reflect.get(scope, name);
  if (typeof own !== 'function') return;
  const construct = (
    target: CallableFunction,
    [run, ...rest]: unknown[],
    newTarget: CallableFunction,
  ): object => Reflect.construct(target, [guard(run), ...rest], newTarget);
  Reflect.set(scope, name, new Proxy(own, { construct }));
}

/** `onclick = …` and the like. */
function guardHandlers(target: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  for (const [name, { get, set, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(target))) {
    if (!/^on[a-z]+$/.test(name) || get === undefined || set === undefined || configurable !== true) continue;
    Reflect.defineProperty(target, name, {
      configurable: true,
      enumerable: true,
      get(this: unknown) {
        const value: unknown = Reflect.apply(get, this ?? globalThis, []);
        return typeof value === 'function' ? (originals.get(value) ?? value) : value;
      },
      set(this: unknown, value: unknown) {
        Reflect.apply(set, this ?? globalThis, [typeof value === 'function' ? guard(value) : value]);
      },
    });
  }
}
