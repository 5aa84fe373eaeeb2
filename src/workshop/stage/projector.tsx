import { PenLine } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Chip } from '../../components/chip.tsx';
import { Mark } from '../../components/mark.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { formatClock, formatSpent, formatTokens, speakClock } from '../../workbench/clock.ts';
import { modeWords } from '../../workbench/mode-words.ts';
import { appShown } from '../../workbench/preview/app-shown.ts';
import { spokenStep } from '../../workbench/spoken-step.ts';
import { useElapsed, useSession } from '../../workbench/use-session.ts';
import { useWakeLock } from '../../workbench/wake-lock.ts';
import { GuessesStrip } from './guesses-strip.tsx';
import { Laser } from './laser.tsx';
import { isForRoom, type Narration, narrate } from './narration.ts';
import { NarrationPane } from './narration-pane.tsx';
import { OffOnStage } from './off-on-stage.tsx';
import { PhasePathView } from './phase-path-view.tsx';
import { StageControls } from './stage-controls.tsx';
import { StageHelp, type StageOverlay } from './stage-help.tsx';
import type { StageAction } from './stage-keys.ts';
import { StagePreview } from './stage-preview.tsx';
import { useStageKeys } from './use-stage-keys.ts';
import { WritingOnStage } from './writing-on-stage.tsx';

interface ProjectorProps {
  session: SessionActions;
  /** The room's guesses, minutes. */
  guesses: readonly number[];
  onGuesses: (guesses: readonly number[]) => void;
  /** Back to the chooser. */
  onLeave: () => void;
}

/** The 16:9 picture: the app large, one headline, the clock. Driven by keys, finished-looking at every moment. */
export function Projector({ session, guesses, onGuesses, onLeave }: ProjectorProps) {
  const state = useSession(session);
  const [at, setAt] = useState<number | null>(null);
  const [overlay, setOverlay] = useState<StageOverlay | null>(null);
  const [black, setBlack] = useState(false);
  const [laser, setLaser] = useState(false);
  const [theme, setTheme] = useState<'dark' | 'light'>('dark');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A new round brings the room back to now.
    if (state.status === 'working') setAt(null);
  }, [state.status]);
  const act = useCallback(
    (action: StageAction) => {
      if (black && action !== 'black') return setBlack(false);
      if (overlay && action !== 'escape' && action !== overlay) return;
      const total = session.getState().story.steps.length;
      switch (action) {
        case 'play':
          return play(session);
        case 'start':
          return goOn(session);
        case 'next':
          if (at !== null) return setAt(stepForward(session, at));
          if (session.getState().status === 'done') return pressNext(root.current);
          return goOn(session);
        case 'back':
          return setAt((now) => stepBack(session, now ?? total));
        case 'fallback':
          return void session.fallback();
        case 'black':
          return setBlack((on) => !on);
        case 'laser':
          return setLaser((on) => !on);
        case 'theme':
          return setTheme((now) => (now === 'dark' ? 'light' : 'dark'));
        case 'fullscreen':
          return toggleFullscreen();
        case 'guesses':
        case 'ask':
        case 'help':
          return setOverlay((open) => (open === action ? null : action));
        case 'escape':
          setOverlay(null);
          setLaser(false);
          return setAt(null);
        default:
          return session.setPace(PACES[action]);
      }
    },
    [session, at, black, overlay],
  );
  useStageKeys(act);
  useWakeLock(true);
  const narration = narrate(state, at);
  return (
    <div
      ref={root}
      data-theme={theme}
      className="relative grid h-full min-h-0 flex-1 grid-cols-[minmax(0,65fr)_minmax(0,35fr)] grid-rows-[auto_minmax(0,1fr)_auto] overflow-hidden bg-paper text-stage-s text-ink"
    >
      <StageHeader session={session} state={state} />
      <div className="min-h-0 pb-[1vh] pl-[2.9vw]">
        <StagePreview session={session} state={state} at={at} />
      </div>
      <NarrationPane narration={narration} spoken={spokenNow(narration, state)} looking={at !== null}>
        {state.damagedRun && state.story.rounds === 0 && (
          <p role="status" className="text-stage-s text-warn">
            The record of the earlier run is damaged, from step {state.damagedRun.step}. It can’t be played.
          </p>
        )}
        {at === null && <NextRequests session={session} state={state} onAsk={() => act('ask')} />}
        {at === null && session.workbook && <OffOnStage desk={session.workbook} state={state} />}
        {at === null && appShown(state) && state.story.writing && (
          <WritingOnStage path={state.story.writing.path} text={state.story.writing.text} lines={5} />
        )}
      </NarrationPane>
      <div className="pt-[1.6vh] pb-[3.2vh] pl-[2.9vw]">
        <PhasePathView story={state.story} />
      </div>
      <GuessesStrip state={state} guesses={guesses} />
      <StageControls state={state} hidden={black} onAction={act} onLeave={onLeave} />
      <StageHelp
        open={overlay}
        guesses={guesses}
        state={state}
        onGuesses={onGuesses}
        onAsk={(words) => void session.request(words)}
        onClose={() => setOverlay(null)}
      />
      {laser && <Laser />}
      {black && (
        <button
          type="button"
          aria-label="Show the stage again"
          onClick={() => setBlack(false)}
          className="absolute inset-0 z-70 cursor-none bg-black"
        />
      )}
    </div>
  );
}

const PACES = { 'pace-1': 1, 'pace-2': 2, 'pace-3': 3, 'pace-4': 4, 'pace-full': 'full' } as const;

function play(session: SessionActions): void {
  const { status, pauseAsked } = session.getState();
  if (status === 'working' && !pauseAsked) session.pause();
  else goOn(session);
}

/** Starts what has not begun and takes up what rests; what works is left alone. */
function goOn(session: SessionActions): void {
  const { status, pauseAsked } = session.getState();
  if (status === 'paused' || pauseAsked || status === 'stopped') session.resume();
  else if (status === 'idle' || status === 'failed') void session.start();
}

/** A headline that is the agent's own words still being written is said sentence by sentence. */
function spokenNow({ headline }: Narration, { story }: SessionState): string {
  const current = story.steps.findLast(isForRoom);
  return current?.kind === 'say' && current.state === 'running' ? spokenStep(current) : headline;
}

/** At the end of a round: points at the first change that is offered, then asks for it. */
function pressNext(stage: HTMLElement | null): void {
  const first = stage?.querySelector<HTMLElement>('[data-next-request]');
  if (first && first === document.activeElement) first.click();
  else first?.focus();
}

function isShown(session: SessionActions, index: number): boolean {
  const step = session.getState().story.steps[index];
  return step !== undefined && isForRoom(step);
}

function stepBack(session: SessionActions, from: number): number {
  let index = from - 1;
  while (index > 0 && !isShown(session, index)) index -= 1;
  return Math.max(0, index);
}

function stepForward(session: SessionActions, from: number): number | null {
  const total = session.getState().story.steps.length;
  let index = from + 1;
  while (index < total && !isShown(session, index)) index += 1;
  return index >= total ? null : index;
}

function toggleFullscreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.().catch(() => {});
}

function StageHeader({ session, state }: { session: SessionActions; state: SessionState }) {
  const elapsed = useElapsed(session);
  const words = modeWords(state.mode, state.status === 'working');
  const spent = state.usage && spentText(state.usage);
  return (
    <header className="col-span-2 flex items-center gap-[1.6vw] px-[2.9vw] pt-[2.2vh] pb-[1.8vh]">
      <Mark size="stage" />
      <span className="min-w-0 flex-1" />
      {spent && <span className="num text-stage-s whitespace-nowrap text-muted">{spent}</span>}
      <Badge tone={words.tone} size="stage" className="min-w-0">
        <span className="truncate">{words.long}</span>
      </Badge>
      <p
        role="timer"
        aria-label={`Time: ${speakClock(elapsed)}`}
        className="num min-w-[4.6ch] text-right font-serif text-[max(44px,2.9vw)] leading-none font-[460]"
      >
        {formatClock(elapsed)}
      </p>
    </header>
  );
}

/** What a live run has spent so far, short: "48k tokens · $0.31". Empty before the first answer. */
function spentText(usage: NonNullable<SessionState['usage']>): string {
  const tokens = usage.input + usage.output;
  if (tokens === 0) return '';
  const about = usage.estimated ? '≈ ' : '';
  const count = `${about}${formatTokens(tokens)} tokens`;
  const cost = formatSpent(usage);
  return cost === null ? count : `${count} · ${cost}`;
}

/** When the agent rests the room may choose what comes next, or say it in its own words. */
function NextRequests({
  session,
  state,
  onAsk,
}: {
  session: SessionActions;
  state: SessionState;
  onAsk: () => void;
}) {
  const open = state.suggestions.filter((suggestion) => suggestion.kind === 'change' && !suggestion.used);
  if (state.status !== 'done' || state.checking || state.readOnly) return null;
  if (state.story.question) {
    return <Answers session={session} choices={state.story.question.choices} onAsk={onAsk} />;
  }
  return (
    <div className="animate-rise pb-[1.4vh]">
      <p className="mb-[1.4vh] text-stage-s text-muted">What should it change?</p>
      <div className="flex flex-wrap gap-[0.8vw]">
        {open.slice(0, 3).map((suggestion) => (
          <Chip
            key={suggestion.id}
            data-next-request
            size="stage"
            className="max-[1500px]:nth-3:hidden"
            onClick={(event) => {
              event.currentTarget.blur();
              void session.request(suggestion.label, suggestion.id);
            }}
          >
            {suggestion.label}
          </Chip>
        ))}
        <Chip size="stage" icon={<PenLine aria-hidden="true" />} onClick={onAsk}>
          In your own words
        </Chip>
      </div>
    </div>
  );
}

/** Answers to the agent's question; it waits until there is one. */
function Answers({
  session,
  choices,
  onAsk,
}: {
  session: SessionActions;
  choices: readonly string[];
  onAsk: () => void;
}) {
  return (
    <div data-next-requests className="flex animate-rise flex-wrap gap-[0.8vw]">
      {choices.map((choice) => (
        <Chip
          key={choice}
          size="stage"
          onClick={(event) => {
            event.currentTarget.blur();
            void session.request(choice);
          }}
        >
          {choice}
        </Chip>
      ))}
      <Chip size="stage" icon={<PenLine aria-hidden="true" />} onClick={onAsk}>
        In your own words
      </Chip>
    </div>
  );
}
