/** What the usage store is told about a run: when it began, how it ended, what it spent. Ids and numbers only. */
import type { SessionActions, SessionState } from '../demos/session-state.ts';
import type { UsageFact } from '../usage/schema.ts';

type Outcome = Extract<UsageFact, { kind: 'run_finished' }>['outcome'];

const outcomes: Readonly<Partial<Record<SessionState['status'], Outcome>>> = {
  done: 'done',
  stopped: 'stopped',
  failed: 'failed',
};

/** Follows a session; the first round counts as the run, tokens are told after every round. Returns what ends it. */
export function followRunUsage(
  session: SessionActions,
  tell: (facts: readonly UsageFact[]) => void,
): () => void {
  const first = session.getState();
  let status = first.status;
  let told = first.story.usage;
  let finished = first.story.rounds > 0;
  return session.subscribe(() => {
    const state = session.getState();
    const before = status;
    status = state.status;
    if (state.readOnly || before === status) return;
    const facts: UsageFact[] = [];
    if (status === 'working' && before !== 'paused' && state.story.rounds === 0 && !finished)
      facts.push(started(state));
    const outcome = before === 'working' || before === 'paused' ? outcomes[status] : undefined;
    if (outcome) {
      if (!finished) facts.push(ended(state, outcome, session.elapsed()));
      finished ||= outcome === 'done';
      facts.push(...spent(state, told));
      told = state.story.usage;
    }
    if (facts.length > 0) tell(facts);
  });
}

function started({ runId, demo, mode }: SessionState): UsageFact {
  return {
    kind: 'run_started',
    run: runId,
    demo: demo?.id ?? 'unknown',
    mode: mode.mode,
    model: modelName(mode.label),
  };
}

function ended({ runId, demo, mode, story }: SessionState, outcome: Outcome, ms: number): UsageFact {
  return {
    kind: 'run_finished',
    run: runId,
    demo: demo?.id ?? 'unknown',
    mode: mode.mode,
    outcome: story.status === 'limit' ? 'limit' : outcome,
    ...(story.modes.every((played) => played === 'live') ? { ms: Math.round(ms) } : {}),
    steps: story.toolCalls,
    interventions: story.interventions,
    fellBack: story.modes.includes('live') && story.modes.some((played) => played !== 'live'),
  };
}

/** Tokens of a live model since they were last told. */
function spent(
  { runId, mode, story: { usage } }: SessionState,
  told: SessionState['story']['usage'],
): UsageFact[] {
  const [input, output] = [usage.input - told.input, usage.output - told.output];
  if (input + output <= 0) return [];
  const microUsd = usage.microUsd - told.microUsd;
  return [
    {
      kind: 'tokens',
      run: runId,
      model: modelName(mode.label),
      input,
      output,
      ...(usage.unpriced === told.unpriced ? { microUsd } : {}),
      estimated: usage.estimated,
    },
  ];
}

/** A model's label with only the characters that the store takes. */
function modelName(label: string): string {
  return label.replace(/[^\w.:/@ ·()-]+/g, '-').slice(0, 120) || 'unknown';
}
