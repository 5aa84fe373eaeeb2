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
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const own = scope[name];
    Reflect.set(scope, name, (handler: unknown, ...rest: unknown[]) => {
      check(handler);
      return Reflect.apply(own, scope, [handler, ...rest]);
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
