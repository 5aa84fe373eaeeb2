/** What the projector says: one phase, one headline, a few lines. Plain words only, whatever happens. */
import type { SessionState } from '../../demos/session-state.ts';
import type { StoryStep } from '../../run/story-model.ts';
import { summariseChecks } from '../../workbench/checks/check-summary.ts';
import { formatClock } from '../../workbench/clock.ts';

export interface NarrationLine {
  readonly id: string;
  readonly text: string;
  readonly tone: 'plain' | 'bad' | 'good' | 'person';
  readonly step: StoryStep;
}

export interface Narration {
  /** Above the headline: the phase, or the state of the show. */
  readonly kicker: string;
  readonly headline: string;
  readonly lines: readonly NarrationLine[];
  /** Below the lines: what the facilitator can do now. */
  readonly hint: string | null;
  readonly tone: 'calm' | 'working' | 'bad' | 'good';
}

/** Lines that fit under a headline. */
const MOST_LINES = 5;

/** The story as the room sees it; `at` is the index of an earlier step that is looked at again. */
export function narrate(state: SessionState, at: number | null): Narration {
  const { steps } = state.story;
  const shown = at === null ? steps : steps.slice(0, at + 1);
  const lines = notableLines(shown);
  const current = shown.findLast(isForRoom);
  const looking = at !== null && current !== undefined;
  const head = looking ? lookBack(current, steps.length) : headOf(state, current);
  const rest = lines.filter((line) => line.text !== head.headline).slice(-MOST_LINES);
  return { ...head, lines: rest };
}

type Head = Omit<Narration, 'lines'>;

function lookBack(step: StoryStep, total: number): Head {
  return {
    kicker: `Step ${step.index + 1} of ${total}`,
    headline: step.text,
    hint: '→ goes on, Escape returns to now',
    tone: step.state === 'failed' ? 'bad' : 'calm',
  };
}

function headOf(state: SessionState, current: StoryStep | undefined): Head {
  switch (state.status) {
    case 'idle':
      if (state.demo?.liveOnly && state.mode.mode === 'rehearsal') {
        return {
          kicker: state.brand.name,
          headline: 'This brief needs a live model',
          hint: `${state.mode.reason ?? 'No model is connected.'} The arrow in the bar below leads back to the choice`,
          tone: 'calm',
        };
      }
      return {
        kicker: state.brand.name,
        headline: state.title,
        hint: idleHint(state),
        tone: 'calm',
      };
    case 'booting':
      return {
        kicker: 'Getting ready',
        headline: 'A sandbox opens in this browser',
        hint: state.slow?.what ?? null,
        tone: 'calm',
      };
    case 'paused':
      return {
        kicker: 'Paused',
        headline: current?.text ?? 'The agent waits',
        hint: 'Space goes on',
        tone: 'calm',
      };
    case 'stopped':
      return {
        kicker: 'Stopped',
        headline: 'The agent stopped. Its work is kept',
        hint: 'Space goes on from here',
        tone: 'calm',
      };
    case 'failed':
      return failedHead(state);
    case 'done':
      return doneHead(state);
    case 'working':
      return workingHead(state, current);
  }
}

function idleHint(state: SessionState): string {
  const summary = state.demo?.summary ?? '';
  return `${summary} Space starts the agent, G takes the guesses of the room.`.trim();
}

function workingHead(state: SessionState, current: StoryStep | undefined): Head {
  const phase = state.story.phases.at(-1)?.title ?? 'Getting started';
  // What a provider says about its troubles is not for the room.
  const hint = state.story.waiting ? 'The model is busy. The agent asks again' : (state.slow?.what ?? null);
  const drama = dramaOf(state.story.steps.filter(isForRoom));
  if (drama) return { kicker: phase, headline: drama.headline, hint, tone: drama.tone };
  const reads = !current || current.kind === 'person';
  return {
    kicker: phase,
    headline: reads ? 'The agent reads the request' : sentenceOf(current),
    hint,
    tone: 'working',
  };
}

/** Steps for which a test run keeps the headline. */
const DRAMA_STEPS = 4;

/** The failure and its repair are what the room shall see: they keep the headline for a while. */
function dramaOf(steps: readonly StoryStep[]): { headline: string; tone: 'bad' | 'good' } | null {
  const recent = steps.slice(-DRAMA_STEPS);
  const looked = recent.findLast((step) => step.tool === 'check' && step.state !== 'running');
  if (looked) return modelDrama(looked, steps);
  const tests = recent.findLast((step) => step.detail?.type === 'tests' && step.state !== 'running');
  if (tests?.detail?.type !== 'tests') return null;
  if (tests.detail.tests.failed > 0) {
    return { headline: 'It tested its own work, and found a mistake', tone: 'bad' };
  }
  const failedBefore = steps.some(
    (step) => step.index < tests.index && step.detail?.type === 'tests' && step.detail.tests.failed > 0,
  );
  return failedBefore ? { headline: 'It found why, and repaired it', tone: 'good' } : null;
}

/** An agent that checks its own model: what was off has a place in the sentence, so the room knows what to look for. */
function modelDrama(looked: StoryStep, steps: readonly StoryStep[]): ReturnType<typeof dramaOf> {
  if (looked.state === 'failed') {
    return {
      headline: looked.text.includes('balance sheet is off')
        ? 'The balance sheet is off. The agent looks for the line'
        : 'It checked its own model, and found a mistake',
      tone: 'bad',
    };
  }
  const failedBefore = steps.some(
    (step) => step.index < looked.index && step.round === looked.round && isFailedCheck(step),
  );
  return failedBefore ? { headline: 'It found the line, and repaired it', tone: 'good' } : null;
}

/** The agent's own look at its model that found something. */
export function isFailedCheck(step: StoryStep): boolean {
  return step.tool === 'check' && step.state === 'failed';
}

/** The agent's question, for as long as it waits for the answer. */
function questionHead({ text }: NonNullable<SessionState['story']['question']>): Head {
  return { kicker: 'The agent asks', headline: text, hint: 'A answers in your own words', tone: 'calm' };
}

function doneHead(state: SessionState): Head {
  if (state.story.question) return questionHead(state.story.question);
  const checks = summariseChecks(state.checks, state.checking, state.checksStale);
  const measured = checks.open < checks.total;
  if (state.outside) {
    return {
      kicker: 'Outside the script',
      headline: 'This request needs a live model',
      hint: 'The rehearsal does not pretend. Nothing was changed',
      tone: 'calm',
    };
  }
  if (state.previewError && !state.checking) {
    return {
      kicker: `After ${formatClock(state.clock.base)}`,
      headline: 'The agent stopped, and the page has an error',
      hint: `${state.previewError.plain} Ask the agent to repair it`,
      tone: 'bad',
    };
  }
  return {
    // Where a check found something the time is no result.
    kicker: `${checks.failing.length > 0 ? 'After' : 'Done in'} ${formatClock(state.clock.base)}`,
    headline: state.checking ? 'Programs measure the result' : measured ? checks.line : 'The agent is done',
    hint: checks.failing[0]?.detail ?? (measured && checks.structureOnly ? checks.note : null),
    tone: measured && checks.tone === 'good' && !state.checking ? 'good' : 'calm',
  };
}

function failedHead(state: SessionState): Head {
  const boots = state.story.rounds === 0;
  const code = state.problem?.code ?? '';
  const words = WORDS_HELP.has(code) ? 'A asks in other words, ' : '';
  const again = NEEDS_REPAIR.has(code)
    ? 'Preflight and Settings say what to repair; then Space tries again'
    : 'Space tries again, A asks in other words';
  return {
    kicker: 'A short break',
    headline: boots ? 'The sandbox is not ready yet' : (FAILED_WORDS[code] ?? 'The model does not answer'),
    hint: boots
      ? 'Space tries again'
      : state.nextRung
        ? `${words}F goes on with ${RUNG_WORDS[state.nextRung]}. Everything is kept`
        : `${again}. Everything is kept`,
    tone: 'calm',
  };
}

/** What happened, as the room may read it; any other cause is a model that does not answer. */
const FAILED_WORDS: Readonly<Record<string, string>> = {
  broken: 'The agent could not go on',
  budget: 'Today’s budget is used up',
  certificate: 'The network keeps the agent from its model',
  'empty-answer': 'The model answered without a word',
  intercepted: 'The network keeps the agent from its model',
  'no-tool': 'The model answered in words alone. Nothing was made',
  proxy: 'The network keeps the agent from its model',
  refused: 'The model declined this request',
  repetition: 'The agent went round in circles and was stopped',
  'replay-left': 'The recorded run cannot be played on here',
  steps: 'The agent took as many steps as it may',
  time: 'The agent worked as long as it may',
  tokens: 'The agent used as many tokens as it may',
  'tool-text': 'The model wrote its steps as text. Nothing was made',
  'too-long': 'The conversation is longer than the model reads',
};

/** What stays so until somebody repairs it outside the stage: whoever asks again now asks in vain. */
const NEEDS_REPAIR: ReadonlySet<string> = new Set([
  'bad-key',
  'budget',
  'certificate',
  'intercepted',
  'no-key',
  'no-price',
  'no-such-model',
  'not-allowed',
  'proxy',
]);

/** What the same model may do once it is asked in other words. */
const WORDS_HELP: ReadonlySet<string> = new Set(['empty-answer', 'no-tool', 'refused', 'repetition']);

export const RUNG_WORDS = {
  live: 'the live model',
  second: 'the second model',
  rehearsal: 'the rehearsal',
  replay: 'a recorded run',
} as const;

function toneOf(step: StoryStep): NarrationLine['tone'] {
  if (step.detail?.type === 'tests') return step.detail.tests.failed > 0 ? 'bad' : 'good';
  if (step.detail?.type === 'checks') {
    if (step.detail.results.some(({ pass, unmeasured }) => !pass && !unmeasured)) return 'bad';
    return step.detail.results.some(({ unmeasured }) => unmeasured) ? 'plain' : 'good';
  }
  if (step.tool === 'check' && step.state !== 'running') return step.state === 'failed' ? 'bad' : 'good';
  if (step.kind === 'person') return 'person';
  return 'plain';
}

/** What was done in one sentence; all that the agent says. */
function sentenceOf(step: StoryStep): string {
  return step.kind === 'say' && step.detail?.type === 'text' ? step.detail.text : step.text;
}

/** News of the run can hold a provider's words, and thinking is not said to anybody: both are in the record, not on stage. */
export function isForRoom({ kind }: StoryStep): boolean {
  return kind !== 'notice' && kind !== 'think';
}

/** Reading and listing are the small print: the room sees what was made, tried, found and asked. */
function notableLines(steps: readonly StoryStep[]): readonly NarrationLine[] {
  const small: ReadonlySet<string> = new Set(['read', 'list']);
  return steps
    .filter(isForRoom)
    .filter((step) => step.text !== '' && step.state !== 'cut' && !small.has(step.icon))
    .map((step) => ({ id: step.id, text: sentenceOf(step), tone: toneOf(step), step }));
}
