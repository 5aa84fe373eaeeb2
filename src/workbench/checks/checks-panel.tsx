import { Check, Circle, CircleHelp, Eye, ListChecks, LoaderCircle, RotateCw, Wand2, X } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProgressRing } from '../../components/progress-ring.tsx';
import type { CheckRow, CheckState, SessionState } from '../../demos/session-state.ts';
import { structureOnlyNote } from '../../workbook/judged.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { summariseChecks } from './check-summary.ts';

interface ChecksPanelProps {
  state: SessionState;
  onRun: () => void;
  onShow: (check: CheckRow) => void;
  onFix: (check: CheckRow) => void;
}

/** Every check with what was measured. Green only where a program saw it. */
export function ChecksPanel({ state, onRun, onShow, onFix }: ChecksPanelProps) {
  const summary = summariseChecks(state.checks, state.checking, state.checksStale);
  if (state.checks.length === 0) {
    return (
      <EmptyState icon={<ListChecks />} title="The checks come with the work">
        Programs will measure the result. They judge, not the agent.
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line px-5 py-4">
        <ProgressRing
          value={summary.passed}
          max={summary.total}
          label="Checks passed"
          size={52}
          tone={summary.tone}
        />
        <div className="min-w-40 flex-1">
          <p className="font-serif text-xl leading-tight" aria-live="polite">
            {summary.line}
          </p>
          {summary.structureOnly && <p className="text-note text-warn">{structureOnlyNote}</p>}
          <p className="text-note text-muted">
            {state.checksStale && state.checkedAt
              ? 'The work changed since these were measured'
              : measuredAt(state)}
          </p>
        </div>
        <Button
          size="s"
          variant={state.checksStale || !state.checkedAt ? 'primary' : 'quiet'}
          icon={<RotateCw aria-hidden="true" />}
          loading={state.checking}
          disabled={!state.previewReady || state.readOnly}
          onClick={onRun}
        >
          Run the checks
        </Button>
      </div>
      <ScrollRegion label="Checks" className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
        <ul className="divide-y divide-line">
          {state.checks.map((check) => (
            <CheckItem
              key={check.id}
              check={check}
              onShow={onShow}
              onFix={onFix}
              busy={state.status === 'working'}
            />
          ))}
        </ul>
      </ScrollRegion>
    </div>
  );
}

function measuredAt(state: SessionState): string {
  if (state.checking) return 'Measuring now, on the work you see';
  if (!state.checkedAt) return 'Programs measure the result, not the agent';
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    new Date(state.checkedAt),
  );
  return `Measured by programs at ${time}`;
}

interface CheckItemProps {
  check: CheckRow;
  busy: boolean;
  onShow: (check: CheckRow) => void;
  onFix: (check: CheckRow) => void;
}

function CheckItem({ check, busy, onShow, onFix }: CheckItemProps) {
  const failed = check.state === 'fail';
  return (
    <li
      className={`flex gap-3.5 px-5 py-3.5 transition-colors duration-300 ${failed ? 'bg-bad-soft/45' : ''}`}
    >
      <CheckMark state={check.state} />
      <div className="min-w-0 flex-1">
        <p className="text-[0.9375rem] leading-snug font-[560]">{check.title}</p>
        <p className={`mt-0.5 text-sm leading-snug ${failed ? 'text-ink' : 'text-muted'}`}>
          {check.detail || check.why}
        </p>
        {failed && check.detail && <p className="mt-1 text-note text-muted">{check.why}</p>}
        {failed && (check.where || check.fix) && (
          <div className="mt-2.5 flex flex-wrap gap-2">
            {check.where && (
              <Button
                size="s"
                variant="quiet"
                icon={<Eye aria-hidden="true" />}
                onClick={() => onShow(check)}
              >
                Show me
              </Button>
            )}
            {check.fix && (
              <Button
                size="s"
                variant="primary"
                icon={<Wand2 aria-hidden="true" />}
                onClick={() => onFix(check)}
              >
                {busy ? 'Ask at the next step' : 'Ask the agent to fix it'}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

const MARKS: Readonly<Record<CheckState, { look: string; icon: typeof Check; label: string }>> = {
  pass: { look: 'bg-good-soft text-good', icon: Check, label: 'Passes' },
  fail: { look: 'bg-bad-soft text-bad', icon: X, label: 'Fails' },
  unmeasured: { look: 'bg-warn-soft text-warn', icon: CircleHelp, label: 'Could not be measured' },
  running: { look: 'bg-brand-soft text-brand', icon: LoaderCircle, label: 'Measuring' },
  waiting: { look: 'bg-sunk text-muted', icon: Circle, label: 'Not measured yet' },
};

function CheckMark({ state }: { state: CheckState }) {
  const { look, icon: Icon, label } = MARKS[state];
  return (
    <span
      role="img"
      aria-label={label}
      className={`mt-0.5 grid size-6.5 shrink-0 place-items-center rounded-full transition-colors duration-300 ${look}`}
    >
      <Icon
        aria-hidden="true"
        strokeWidth={2.6}
        className={`${state === 'waiting' ? 'size-2' : 'size-3.5'} ${state === 'running' ? 'animate-turn' : ''}`}
      />
    </span>
  );
}

/** The checks in one line at the foot of the activity; a press opens them. */
export function ChecksFooter({ state, onOpen }: { state: SessionState; onOpen: () => void }) {
  const summary = summariseChecks(state.checks, state.checking, state.checksStale);
  if (summary.total === 0) return null;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex w-full shrink-0 items-center gap-3.5 border-t border-line px-4 py-3 text-left transition-colors hover:bg-sunk -outline-offset-2"
    >
      <ProgressRing
        value={summary.passed}
        max={summary.total}
        label="Checks passed"
        size={38}
        tone={summary.tone}
      />
      <span className="min-w-0 flex-1">
        <span className="block text-[0.9rem] font-[580]">{summary.line}</span>
        <span className="line-clamp-2 text-note text-muted">{summary.note}</span>
      </span>
    </button>
  );
}
