/** The ids of the calls of one reply: some servers leave them out, some give one to several calls. */
export class CallIds {
  readonly #prefix: string;
  readonly #taken = new Set<string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** @returns The server's own id where it has one of its own; otherwise one that no other call has. */
  take(given: unknown): string {
    let id = typeof given === 'string' ? given : '';
    for (let count = this.#taken.size; id === '' || this.#taken.has(id); count += 1) {
      id = `${this.#prefix}_${count}`;
    }
    this.#taken.add(id);
    return id;
  }
}
