/** What calls of browsers were booked at, for those that left before the last line could tell them. */
import type { ModelUsage } from '../../agent/model.ts';

/** Calls that are remembered; a browser asks within seconds. */
const MAX_CALLS = 500;

/** The attempts that one call took: a broken or failed one costs too. */
export class CallBook {
  #total: ModelUsage | null = null;
  #close: (total: ModelUsage | null) => void = () => undefined;
  /** Resolves once everything is booked; null where nothing was. */
  readonly closed = new Promise<ModelUsage | null>((resolve) => {
    this.#close = resolve;
  });

  get total(): ModelUsage | null {
    return this.#total;
  }

  add(usage: ModelUsage): void {
    this.#total = sum(this.#total, usage);
  }

  close(): void {
    this.#close(this.#total);
  }
}

export class CallBooks {
  readonly #books = new Map<string, CallBook>();

  /** `id` is the browser's own; absent where it will not ask. */
  open(id: string | undefined): CallBook {
    const book = new CallBook();
    if (id === undefined) return book;
    this.#books.delete(id);
    this.#books.set(id, book);
    const [oldest] = this.#books.keys();
    if (this.#books.size > MAX_CALLS && oldest !== undefined) this.#books.delete(oldest);
    return book;
  }

  find(id: string): CallBook | undefined {
    return this.#books.get(id);
  }
}

/** Two attempts as one. */
export function sum(one: ModelUsage | null, other: ModelUsage): ModelUsage {
  if (!one) return other;
  return {
    input: one.input + other.input,
    output: one.output + other.output,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    reasoning: one.reasoning + other.reasoning,
    ...(one.microUsd === undefined || other.microUsd === undefined
      ? {}
      : { microUsd: one.microUsd + other.microUsd }),
    estimated: one.estimated || other.estimated,
  };
}
