/** The person's hand on a replay: it can stand still between two pieces, whatever the recorded run did. */
import { sleepFor } from '../agent/models/pace.ts';
import type { Tool } from '../agent/tool.ts';

export class ReplayHold {
  #held = false;
  readonly #waiting = new Set<() => void>();

  get held(): boolean {
    return this.#held;
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    for (const goOn of [...this.#waiting]) goOn();
    this.#waiting.clear();
  }

  /** Resolves once nothing holds, or the signal is aborted. */
  wait(signal: AbortSignal): Promise<void> {
    if (!this.#held || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** A breath of the replay: as long as asked, longer while it is held. */
  sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    await sleepFor(ms, signal);
    await this.wait(signal);
  };

  /** The same tools; none begins while the replay is held. */
  gate(tools: readonly Tool[]): readonly Tool[] {
    return tools.map((tool) => ({
      ...tool,
      line: (input) => tool.line(input),
      run: async (input, context) => {
        await this.wait(context.signal);
        return tool.run(input, context);
      },
    }));
  }
}
