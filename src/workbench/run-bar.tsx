import { CloudOff, Pause, Play, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import type { SessionActions, SessionState } from '../demos/session-state.ts';
import { formatClock, formatSpent, formatTokens, speakClock } from './clock.ts';
import { EngineBadge, ModeBadge } from './mode-badge.tsx';
import { useElapsed, useSession } from './use-session.ts';
import { SaveWorkbook } from './workbook/save-workbook.tsx';

interface RunBarProps {
  session: SessionActions;
  trailing?: ReactNode;
  /** Beside other buttons: without the sandbox's name where it is the usual one, and without room kept at rest. */
  compact?: boolean;
}

/** Badges, clock, counts, and the controls that are always there while the agent works. */
export function RunBar({ session, trailing, compact = false }: RunBarProps) {
  const state = useSession(session);
  return (
    <div className="flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-2 sm:justify-end">
      <div className="flex min-w-0 items-center gap-2">
        {state.offline && (
          <Badge tone="warn" icon={<CloudOff aria-hidden="true" />}>
            Offline
          </Badge>
        )}
        <ModeBadge mode={state.mode} />
        {state.engine && state.artefact === 'app' && (
          <span className={state.engine.fellBack ? '' : compact ? 'hidden' : 'hidden min-[90rem]:inline'}>
            <EngineBadge engine={state.engine} />
          </span>
        )}
      </div>
      <RunFigures session={session} state={state} />
      {takesHome(state) ? (
        <SaveWorkbook session={session} state={state} />
      ) : (
        <RunControls session={session} state={state} compact={compact} />
      )}
      {trailing}
    </div>
  );
}

/** At rest a model can be taken home; where the place of the controls is. */
function takesHome({ artefact, status, story }: SessionState): boolean {
  const resting = status !== 'working' && status !== 'paused' && status !== 'booting';
  return artefact === 'workbook' && resting && story.rounds > 0;
}

interface FigureProps {
  label: string;
  spoken?: string;
  /** Room that is kept, so that nothing moves while the figure grows. */
  room: string;
  children: ReactNode;
}

function Figure({ label, spoken, room, children }: FigureProps) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-note text-muted">{label}</dt>
      <dd className={`num text-note font-[600] text-ink ${room}`}>
        {spoken ? (
          <>
            <span aria-hidden="true">{children}</span>
            <span className="sr-only">{spoken}</span>
          </>
        ) : (
          children
        )}
      </dd>
    </div>
  );
}

function RunFigures({ session, state }: { session: SessionActions; state: SessionState }) {
  const elapsed = useElapsed(session);
  const { usage } = state;
  return (
    <dl className="hidden items-center gap-5 sm:flex">
      <Figure label="Time" room="min-w-[5ch]" spoken={speakClock(elapsed)}>
        {formatClock(elapsed)}
      </Figure>
      <Figure label="Steps" room="min-w-[3ch]">
        {state.steps}
      </Figure>
      {state.artefact === 'workbook' ? (
        <Figure label="Formulas" room="min-w-[5ch]">
          {(state.story.workbook?.formulas ?? 0).toLocaleString('en-GB')}
        </Figure>
      ) : (
        <Figure label="Files" room="min-w-[3ch]">
          {state.files}
        </Figure>
      )}
      {usage && (
        <Figure label="Tokens" room="min-w-[6ch]" spoken={`${usage.input + usage.output} tokens`}>
          {usage.estimated ? '≈ ' : ''}
          {formatTokens(usage.input + usage.output)}
        </Figure>
      )}
      {usage && (
        <Figure label="Cost" room="min-w-[7ch]">
          {formatSpent(usage) ?? 'no price'}
        </Figure>
      )}
    </dl>
  );
}

/** There as long as there is something to stop; their place is kept at rest where there is room, so that nothing moves. */
function RunControls({
  session,
  state,
  compact,
}: {
  session: SessionActions;
  state: SessionState;
  compact: boolean;
}) {
  const working = state.status === 'working' || state.status === 'paused';
  const held = state.pauseAsked || state.status === 'paused';
  const resting = !working && state.status !== 'booting';
  return (
    <div
      className={`flex items-center gap-1.5 ${!resting ? '' : compact ? 'hidden' : 'invisible max-sm:hidden'}`}
    >
      <IconButton
        size="s"
        label={held ? 'Go on' : 'Pause at the next step'}
        icon={held ? <Play /> : <Pause />}
        disabled={!working}
        onClick={() => (held ? session.resume() : session.pause())}
      />
      <Button
        variant="danger"
        size="s"
        icon={<Square aria-hidden="true" fill="currentColor" />}
        onClick={() => session.stop()}
      >
        Stop
      </Button>
    </div>
  );
}
