/** Walks a session's checks: for the person, for the agent, one walk at a time by hand. */
import type { CheckOutcome } from '../run/schema.ts';
import { walkChecks } from './check-walk.ts';
import type { PreviewPlace } from './preview-place.ts';
import type { SessionBoard } from './session-board.ts';

export class SessionChecks {
  readonly #board: SessionBoard;
  readonly #previews: PreviewPlace;
  #walking: Promise<void> | null = null;
  #stop = new AbortController();

  constructor(board: SessionBoard, previews: PreviewPlace) {
    this.#board = board;
    this.#previews = previews;
  }

  /** Asked for by hand; the results go into the record. */
  run(): Promise<void> {
    if (this.#board.busy) return Promise.resolve();
    this.#walking ??= this.#walkByPerson().finally(() => {
      this.#walking = null;
    });
    return this.#walking;
  }

  /** Ends the walk by hand; what was measured before stands. */
  stop(): void {
    this.#stop.abort();
  }

  /** Resolves once no walk by hand is under way. */
  async ended(): Promise<void> {
    await this.#walking;
  }

  /** For the agent's tool and for a replay; whoever asks records the results. */
  async walk(signal: AbortSignal): Promise<readonly CheckOutcome[]> {
    const board = this.#board;
    if (!board.ready) return [];
    const { demo, sandbox, workbook } = board.ready;
    // What a slider only tries is not what is judged.
    workbook?.desk.workbook.endTry();
    try {
      await this.#previews.ensureAttached();
      const context = {
        sandbox,
        workbook: workbook?.desk.workbook ?? null,
        brand: board.wornBrand(demo),
        signal,
        get events() {
          return board.previewEvents;
        },
      };
      return await walkChecks(demo.checks, context, (progress) => board.showWalk(progress));
    } finally {
      board.showWalk(null);
    }
  }

  async #walkByPerson(): Promise<void> {
    this.#stop = new AbortController();
    try {
      const results = await this.walk(this.#stop.signal);
      this.#board.recorder?.fact('checks', { results: results.map((result) => ({ ...result })) });
    } catch {
      // Stopped: what was measured before stands.
    } finally {
      this.#board.flush();
    }
  }
}
