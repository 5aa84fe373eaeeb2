import type { SessionState } from '../../demos/session-state.ts';
import { formatClock } from '../../workbench/clock.ts';
import { judgesStructureOnly } from '../../workbook/judged.ts';
import { GUESS_TICKS, placeOfMinutes, roomGap } from './room-guesses.ts';

/** The room's guesses as dots; when the agent is done the measured time arrives as a line, last. */
export function GuessesStrip({ state, guesses }: { state: SessionState; guesses: readonly number[] }) {
  const done = state.status === 'done' && state.story.status === 'done';
  const ms = firstBuildMs(state);
  // A build that fails a check, or was never measured, is not what the room guessed the time of.
  const sound = state.checks.length > 0 && state.checks.every((check) => check.state === 'pass');
  const revealed = done && sound && !state.checking && ms !== null;
  // The clock of a script or of a recorded run measures nothing.
  const measured = state.mode.mode === 'live';
  if (guesses.length === 0) return <StageFigures state={state} />;
  return (
    <section
      aria-label="Guesses of the room"
      className="flex flex-col justify-end self-end pt-[0.6vh] pr-[3vw] pb-[2.6vh] pl-[2.9vw]"
    >
      <p className="flex min-h-[2.7em] items-end text-stage-s text-muted">
        <span>
          {revealed ? (
            <>
              {measured ? (
                <b className="font-[600] text-ink">{roomGap(guesses, ms)}</b>
              ) : (
                <ScriptTime ms={ms} isReplay={state.mode.mode === 'replay'} />
              )}
              {state.artefact === 'workbook' ? <ModelMeasured state={state} /> : null}
            </>
          ) : (
            'Your guesses, in minutes'
          )}
        </span>
      </p>
      <div className="relative mt-[0.8vh] mr-[1vw] h-[max(44px,5vh)] border-b-2 border-line-strong">
        {guesses.map((minutes, index) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may guess the same
            key={index}
            className="absolute bottom-0 size-[max(16px,0.95vw)] -translate-x-1/2 translate-y-[calc(50%+1px)] rounded-full bg-accent opacity-90"
            style={{ left: `${placeOfMinutes(minutes) * 100}%` }}
          />
        ))}
        {revealed && measured && (
          <b
            className="absolute bottom-0 h-full w-1 origin-bottom -translate-x-1/2 animate-[rise_700ms_600ms_both] rounded-full bg-brand"
            style={{ left: `${placeOfMinutes(ms / 60_000) * 100}%` }}
          />
        )}
      </div>
      <div className="relative mr-[1vw] h-[max(38px,4.4vh)]" aria-hidden="true">
        {GUESS_TICKS.map((tick) => (
          <span
            key={tick.label}
            className="num absolute top-[max(12px,1.3vh)] -translate-x-1/2 text-stage-s leading-none text-muted first:translate-x-0"
            style={{ left: `${tick.at * 100}%` }}
          >
            {tick.label}
          </span>
        ))}
      </div>
    </section>
  );
}

function ScriptTime({ ms, isReplay }: { ms: number; isReplay: boolean }) {
  return (
    <>
      {isReplay ? 'The recording takes' : 'The script takes'}{' '}
      <b className="num font-[600] text-ink">{formatClock(ms)}</b>; a live run was not measured.
    </>
  );
}

/** Active time of the first build; null while it is not done. Later changes do not count against the guess. */
function firstBuildMs({ story }: SessionState): number | null {
  if (story.firstRoundMs !== null) return story.firstRoundMs;
  return story.rounds === 1 && story.activeSince === null ? story.activeMs : null;
}

interface Figure {
  readonly label: string;
  readonly value: string;
}

function appFigures({ steps, files, story }: SessionState): Figure[] {
  const { tests } = story;
  return [
    { label: steps === 1 ? 'step' : 'steps', value: String(steps) },
    { label: files === 1 ? 'file' : 'files', value: String(files) },
    ...(tests ? [{ label: 'tests pass', value: `${tests.passed}/${tests.passed + tests.failed}` }] : []),
  ];
}

function modelFigures({ steps, story, checks }: SessionState): Figure[] {
  const measured = checks.filter(({ state }) => state === 'pass' || state === 'fail');
  const passed = measured.filter(({ state }) => state === 'pass').length;
  return [
    { label: steps === 1 ? 'step' : 'steps', value: String(steps) },
    { label: 'formulas', value: (story.workbook?.formulas ?? 0).toLocaleString('en-GB') },
    ...(measured.length > 0
      ? [
          {
            label: judgesStructureOnly(checks) ? 'structure checks' : 'checks pass',
            value: `${passed}/${checks.length}`,
          },
        ]
      : []),
  ];
}

/** What the room may have guessed beside the minutes: how much there is, and what is wrong in it. */
function ModelMeasured({ state }: { state: SessionState }) {
  const figures = modelFigures(state).slice(1);
  return <> {figures.map(({ label, value }) => `${value} ${label}`).join(', ')}.</>;
}

/** Without guesses the place shows what was done, in figures. */
function StageFigures({ state }: { state: SessionState }) {
  const figures = state.artefact === 'app' ? appFigures(state) : modelFigures(state);
  return (
    <dl className="flex items-end justify-start gap-[2.4vw] self-end pr-[3vw] pb-[2.8vh] pl-[2.9vw]">
      {figures.map((figure) => (
        <div key={figure.label} className="flex flex-col-reverse">
          <dt className="text-stage-s text-muted">{figure.label}</dt>
          <dd className="num font-serif text-[max(40px,2.5vw)] leading-none">{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
