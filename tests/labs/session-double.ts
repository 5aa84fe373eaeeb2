import type { SessionActions, SessionState } from '../../src/demos/session-state.ts';
import type { HumanMoment, Story, StoryStep } from '../../src/run/story-model.ts';

/** A session that a test plays by hand: it holds a state and says when it changed. */
export class SessionDouble {
  readonly asked: string[] = [];
  walks = 0;
  #state: SessionState;
  /** Time that the session was at work, ms. */
  ms = 90_000;
  readonly #listeners = new Set<() => void>();

  constructor() {
    const story = {
      files: { '/a.ts': '1' },
      human: [],
      steps: [],
      modes: ['rehearsal'],
      seq: 0,
      toolCalls: 0,
      rounds: 0,
    } as unknown as Story;
    this.#state = {
      runId: 'run-00000001',
      status: 'idle',
      mode: { mode: 'rehearsal', rung: 'rehearsal', label: 'Offsite planner' },
      pace: 1,
      story,
      checks: [],
      checking: false,
      checkedAt: null,
      checksStale: true,
      readOnly: false,
    } as unknown as SessionState;
  }

  get actions(): SessionActions {
    return {
      getState: () => this.#state,
      subscribe: (listener: () => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      elapsed: () => this.ms,
      request: async (text: string) => {
        this.asked.push(text);
        this.round(text);
        this.set({ status: 'working' });
      },
      runChecks: async () => {
        this.walks += 1;
      },
    } as unknown as SessionActions;
  }

  set(part: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  tell(part: Partial<Story>): void {
    this.#state = { ...this.#state, story: { ...this.#state.story, ...part } };
  }

  human(kind: HumanMoment['kind'], text = ''): void {
    const { human, seq, rounds } = this.#state.story;
    this.tell({ seq: seq + 1, human: [...human, { kind, text, at: 0, seq: seq + 1, round: rounds }] });
  }

  /** A request begins a round. */
  round(text: string): void {
    this.tell({ rounds: this.#state.story.rounds + 1 });
    this.human('request', text);
  }

  /** The agent writes a file. */
  write(path: string, text: string): void {
    const { files, toolCalls } = this.#state.story;
    this.tell({ files: { ...files, [path]: text }, toolCalls: toolCalls + 1 });
    this.set({ checksStale: true });
  }

  testRun(failed: number): void {
    const step = {
      round: 1,
      detail: { type: 'tests', tests: { passed: 8, failed } },
    } as unknown as StoryStep;
    this.tell({ steps: [...this.#state.story.steps, step] });
  }

  /** A walk of eight checks ends. */
  check(passed: number, at: string): void {
    const checks = Array.from({ length: 8 }, (_, index) => ({
      id: `check-${index}`,
      title: '',
      why: '',
      detail: '',
      state: index < passed ? ('pass' as const) : ('fail' as const),
    }));
    this.set({ checks, checkedAt: at, checksStale: false, checking: false });
  }
}
