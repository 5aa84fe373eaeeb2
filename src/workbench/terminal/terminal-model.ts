/** A terminal over `sandbox.exec`: entries, history, interrupt. No interface in it. */
import type { Sandbox } from '../../sandbox/sandbox.ts';

export interface TerminalEntry {
  readonly id: number;
  readonly command: string;
  readonly output: string;
  /** Null while it runs. */
  readonly exit: number | null;
  /** Output beyond the cap was left off. */
  readonly cut: boolean;
}

export interface TerminalState {
  readonly entries: readonly TerminalEntry[];
  readonly running: boolean;
}

/** Characters kept of one command's output; a flood must not freeze the page. */
const LONGEST_OUTPUT = 100_000;
/** Commands kept on screen and in the history. */
const MOST_ENTRIES = 200;

export class TerminalModel {
  #sandbox: () => Sandbox | null;
  #state: TerminalState = { entries: [], running: false };
  #listeners = new Set<() => void>();
  #history: string[] = [];
  #cursor = 0;
  #draft = '';
  #abort: AbortController | null = null;
  #nextId = 1;

  constructor(sandbox: () => Sandbox | null) {
    this.#sandbox = sandbox;
  }

  getState = (): TerminalState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs one command line to its end. Does nothing while another runs. */
  async run(command: string): Promise<void> {
    const line = command.trim();
    if (line === '' || this.#state.running) return;
    this.#remember(line);
    if (line === 'clear') return this.clear();
    const entry: TerminalEntry = { id: this.#nextId++, command: line, output: '', exit: null, cut: false };
    this.#set({ entries: [...this.#state.entries, entry].slice(-MOST_ENTRIES), running: true });
    const sandbox = this.#sandbox();
    if (!sandbox) return this.#end(entry.id, 'The sandbox is not there yet. Start it first.\n', 1);
    await this.#follow(entry.id, sandbox, line);
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#abort?.abort();
  }

  clear(): void {
    this.#set({ ...this.#state, entries: this.#state.entries.filter((entry) => entry.exit === null) });
  }

  /** The command before or after in the history, as with the arrow keys; `draft` is what stands there now. */
  recall(direction: -1 | 1, draft: string): string {
    if (this.#cursor === this.#history.length) this.#draft = draft;
    this.#cursor = Math.min(Math.max(this.#cursor + direction, 0), this.#history.length);
    return this.#history[this.#cursor] ?? this.#draft;
  }

  dispose(): void {
    this.interrupt();
    this.#listeners.clear();
  }

  async #follow(id: number, sandbox: Sandbox, line: string): Promise<void> {
    this.#abort = new AbortController();
    try {
      const process = sandbox.exec(line, { signal: this.#abort.signal });
      const reader = process.output.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.#append(id, part.value.text);
      }
      this.#end(id, '', await process.exit);
    } catch (error) {
      this.#end(id, `${error instanceof Error ? error.message : 'The command could not run.'}\n`, 1);
    } finally {
      this.#abort = null;
    }
  }

  #remember(line: string): void {
    if (this.#history.at(-1) !== line) this.#history = [...this.#history, line].slice(-MOST_ENTRIES);
    this.#cursor = this.#history.length;
    this.#draft = '';
  }

  #append(id: number, text: string): void {
    this.#change(id, (entry) => {
      if (entry.cut) return entry;
      const output = entry.output + text;
      if (output.length <= LONGEST_OUTPUT) return { ...entry, output };
      return { ...entry, output: `${output.slice(0, LONGEST_OUTPUT)}\n… the rest was left off`, cut: true };
    });
  }

  #end(id: number, text: string, exit: number): void {
    this.#state = { ...this.#state, running: false };
    this.#change(id, (entry) => ({ ...entry, output: entry.output + text, exit }));
  }

  #change(id: number, change: (entry: TerminalEntry) => TerminalEntry): void {
    const entries = this.#state.entries.map((entry) => (entry.id === id ? change(entry) : entry));
    this.#set({ ...this.#state, entries });
  }

  #set(state: TerminalState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
