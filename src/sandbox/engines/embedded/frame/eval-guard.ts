import { method } from './intrinsics.ts';

/** What only a program needs and an expression does not: loops, functions, promises. */
const program = /=>|\)\s*\{|\b(for|while|do|function|class|async|then|queueMicrotask|import)\b/;
const find = method(RegExp.prototype.exec);

function check(source: unknown): void {
  if (typeof source === 'string' && find(program, source) !== null) {
    throw new EvalError('Code made from text (eval, new Function) may only be an expression here.');
  }
}

/**
 * Code made from text passes by the guards that the compiler puts in loops and functions.
 * Where the browser runs frame and host in one process, a loop in it would freeze both.
 */
export function guardEval(scope: typeof globalThis): void {
  const ownEval = scope.eval;
  scope.eval = (source: string) => {
    check(source);
    return ownEval(source);
  };
  const samples = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const sample of samples) {
    const prototype: object = Object.getPrototypeOf(sample);
    const guarded = guardConstructor(Reflect.get(prototype, 'constructor'));
    Reflect.defineProperty(prototype, 'constructor', { value: guarded, writable: true, configurable: true });
    if (prototype === Function.prototype) Reflect.set(scope, 'Function', guarded);
  }
  guardTimers(scope, (source) => {
    check(source);
    return () => void ownEval(source);
  });
}

/** More waiting timers than any honest page has; a page that doubles its timers would fill the memory. */
const mostTimers = 2_000;
/** A page whose timers failed so often is broken: they stop, before reporting them holds up the host. */
const mostFailures = 300;

function guardTimers(scope: typeof globalThis, compile: (source: string) => () => void): void {
  const waiting = new Set<number>();
  let failures = 0;
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const own = scope[name];
    const once = name === 'setTimeout';
    Reflect.set(scope, name, (handler: unknown, delay?: number, ...given: unknown[]) => {
      if (waiting.size >= mostTimers) throw new RangeError('Too many timers are waiting.');
      const run = typeof handler === 'function' ? handler : compile(String(handler));
      const id = Number(
        own(() => {
          if (once) waiting.delete(id);
          if (failures >= mostFailures) return;
          try {
            Reflect.apply(run, scope, given);
          } catch (error) {
            failures++;
            throw error;
          }
        }, delay),
      );
      waiting.add(id);
      return id;
    });
  }
  for (const name of ['clearTimeout', 'clearInterval'] as const) {
    const own = scope[name];
    Reflect.set(scope, name, (id?: number) => {
      waiting.delete(Number(id));
      own(id);
    });
  }
}

function guardConstructor(own: FunctionConstructor): FunctionConstructor {
  function checkAll(given: readonly unknown[]): string[] {
    const texts = given.map(String);
    texts.forEach(check);
    return texts;
  }
  return new Proxy(own, {
    apply: (target, self, given) => Reflect.apply(target, self, checkAll(given)),
    construct: (target, given, newTarget) => Reflect.construct(target, checkAll(given), newTarget),
  });
}
