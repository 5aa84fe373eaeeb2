import type { PageMemory } from '../preview-messages.ts';
import { send } from './channel.ts';
import { setTimer } from './intrinsics.ts';

const storeCap = 256 * 1024;

/** Stand-ins for the browser's stores: an opaque origin has none. The host keeps their content over reloads. */
export class PageStores {
  readonly #local = new Map<string, string>();
  readonly #session = new Map<string, string>();
  #place = '/';
  #waiting = false;

  install(): void {
    Object.defineProperty(window, 'localStorage', { value: this.#store(this.#local), configurable: true });
    Object.defineProperty(window, 'sessionStorage', {
      value: this.#store(this.#session),
      configurable: true,
    });
  }

  fill(memory: PageMemory): void {
    fillStore(this.#local, memory.local);
    fillStore(this.#session, memory.session);
    this.#place = memory.place.startsWith('/') ? memory.place : '/';
  }

  /** Where the app stands, for the router of the catalogue. */
  readonly place = {
    read: (): string => this.#place,
    write: (path: string): void => {
      this.#place = String(path).slice(0, 500);
      this.#save();
    },
  };

  #save(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimer(() => {
      this.#waiting = false;
      const local = JSON.stringify([...this.#local]);
      const session = JSON.stringify([...this.#session]);
      if (local.length + session.length <= storeCap)
        send({ type: 'memory', local, session, place: this.#place });
    }, 50);
  }

  #store(values: Map<string, string>): Storage {
    const save = () => this.#save();
    const store = {
      get length() {
        return values.size;
      },
      key: (index: number) => [...values.keys()][index] ?? null,
      getItem: (key: string) => values.get(String(key)) ?? null,
      setItem(key: string, value: string) {
        const size = [...values].reduce((sum, [name, text]) => sum + name.length + text.length, 0);
        if (size + String(value).length > storeCap)
          throw new DOMException('The store is full.', 'QuotaExceededError');
        values.set(String(key), String(value));
        save();
      },
      removeItem(key: string) {
        values.delete(String(key));
        save();
      },
      clear() {
        values.clear();
        save();
      },
    };
    return new Proxy<Storage>(store, {
      get: (target, key) =>
        typeof key === 'symbol' || key in target ? Reflect.get(target, key) : values.get(key),
      set(target, key, value) {
        target.setItem(String(key), String(value));
        return true;
      },
      deleteProperty(target, key) {
        target.removeItem(String(key));
        return true;
      },
      has: (target, key) => key in target || values.has(String(key)),
      ownKeys: () => [...values.keys()],
      getOwnPropertyDescriptor: (_target, key) =>
        values.has(String(key))
          ? { value: values.get(String(key)), enumerable: true, configurable: true }
          : undefined,
    });
  }
}

function fillStore(values: Map<string, string>, json: string): void {
  try {
    for (const [key, value] of JSON.parse(json)) values.set(String(key), String(value));
  } catch {
    // Nothing kept, or not readable: the page starts with an empty store.
  }
}
