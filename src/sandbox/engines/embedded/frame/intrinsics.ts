/**
 * What the page's own code could replace, taken before any of it runs. The probe uses
 * only these, and of arrays only {@link List}: an iterator, `push` or a setter on
 * `Array.prototype` may all have been changed since.
 */
const { apply, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;

/** A method as a function of its object, whatever is put on the prototype later. */
export function method<Self, Arguments extends unknown[], Result>(
  own: (this: Self, ...rest: Arguments) => Result,
): (self: Self, ...rest: Arguments) => Result {
  return (self, ...rest) => apply(own, self, rest) as Result;
}

/** A property's getter as a function of its object. */
export function getter<Self extends object, Key extends keyof Self & string>(
  prototype: Self,
  key: Key,
): (self: Self) => Self[Key] {
  const get = findDescriptor(prototype, key)?.get;
  return (self) => (get === undefined ? self[key] : (apply(get, self, []) as Self[Key]));
}

/** A property's setter as a function of its object. */
export function setter<Self extends object, Key extends keyof Self & string>(
  prototype: Self,
  key: Key,
): (self: Self, value: Self[Key]) => void {
  const set = findDescriptor(prototype, key)?.set;
  return (self, value) => {
    if (set === undefined) self[key] = value;
    else apply(set, self, [value]);
  };
}

function findDescriptor(start: object, key: string): PropertyDescriptor | undefined {
  for (let at: object | null = start; at !== null; at = Reflect.getPrototypeOf(at)) {
    const found = getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An array without a prototype, written by defining: nothing that others put on prototypes is reached. */
export interface List<Item> {
  readonly length: number;
  readonly [index: number]: Item;
}

export function list<Item>(): List<Item> {
  const made: Item[] = [];
  setPrototypeOf(made, null);
  return made;
}

export function add<Item>(target: List<Item>, item: Item): void {
  const descriptor = { __proto__: null, value: item, writable: true, enumerable: true, configurable: true };
  defineProperty(target, target.length, descriptor);
}

const { charCodeAt, slice, toLowerCase, indexOf } = String.prototype;
export const textCode = method(charCodeAt);
export const textSlice = method(slice) as (self: string, start?: number, end?: number) => string;
export const textLower = method(toLowerCase);
export const textIndex = method(indexOf) as (self: string, part: string, from?: number) => number;

/** White space folded to one blank each, none at the ends. */
export function fold(text: string): string {
  let result = '';
  let gap = false;
  for (let index = 0; index < text.length; index++) {
    const code = textCode(text, index);
    if (code <= 32 || code === 160 || code === 8203 || code === 65279) gap = result !== '';
    else {
      result += gap ? ` ${text[index]}` : text[index];
      gap = false;
    }
  }
  return result;
}

const numberOf = Number;
const { floor, round, max, min, abs, pow } = Math;
export const maths = { floor, round, max, min, abs, pow } as const;
export const toNumber = (text: string): number => numberOf(text);

const ownMap = WeakMap;
const { get: weakGet, set: weakSet } = WeakMap.prototype;
/** A weak map that user code cannot see into. */
export function weakTable<Key extends WeakKey, Value>(): {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
} {
  const table = new ownMap<Key, Value>();
  return {
    get: (key) => apply(weakGet, table, [key]) as Value | undefined,
    set: (key, value) => void apply(weakSet, table, [key, value]),
  };
}

const { setTimeout: later, clearTimeout: cancel, requestAnimationFrame: nextFrame } = globalThis;
export const setTimer = (run: () => void, ms: number): number =>
  apply(later, globalThis, [run, ms]) as unknown as number;
export const clearTimer = (id: number): void => void apply(cancel, globalThis, [id]);
export const onFrame = (run: () => void): number => apply(nextFrame, globalThis, [run]) as number;
const clock = method(performance.now);
const timer = performance;
export const now = (): number => clock(timer);

export const listen = method(EventTarget.prototype.addEventListener) as (
  self: EventTarget,
  type: string,
  run: (event: Event) => void,
  options?: boolean | AddEventListenerOptions,
) => void;
export const unlisten = method(EventTarget.prototype.removeEventListener) as (
  self: EventTarget,
  type: string,
  run: (event: Event) => void,
  options?: boolean,
) => void;
export const dispatch = method(EventTarget.prototype.dispatchEvent);
