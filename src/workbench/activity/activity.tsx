import { ArrowDown, Check, ChevronsDownUp, ChevronsUpDown, Hourglass } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import type { RecordedEvent } from '../../run/schema.ts';
import type { Story, StoryPhase } from '../../run/story-model.ts';
import { formatDuration } from '../clock.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useSticky } from '../use-sticky.ts';
import { StepRow } from './step-row.tsx';

interface ActivityProps {
  story: Story;
  /** The agent is at work now. */
  live: boolean;
  allOpen: boolean;
  /** Where set, the panel has a head: the run in one line, and the details of all steps. */
  onAllOpen?: ((open: boolean) => void) | undefined;
  events?: ((from: number, to: number) => readonly RecordedEvent[]) | undefined;
  /** Id of the step that is looked at, in a replay that is scrubbed. */
  currentStep?: string | undefined;
  /** What is awaited, after 10 s without news. */
  slow?: string | null;
  /** Shown while there is no step yet. */
  empty?: React.ReactNode;
}

/** What the agent does: phases, plain lines, details one press away. Follows the end unless one reads back. */
export function Activity({
  story,
  live,
  allOpen,
  onAllOpen,
  events,
  currentStep,
  slow,
  empty,
}: ActivityProps) {
  const sticky = useSticky<HTMLElement>(story);
  const last = story.steps.at(-1);
  if (story.steps.length === 0) {
    return (
      <div className="grid min-h-0 flex-1 place-items-center overflow-auto">
        {empty ?? (
          <EmptyState icon={<Hourglass />} title="Nothing yet">
            Each thing the agent does will appear here, in plain words.
          </EmptyState>
        )}
      </div>
    );
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {onAllOpen && (
        <div className="flex min-h-11 shrink-0 items-center gap-3 border-b border-line pr-2 pl-4">
          <p className="min-w-0 flex-1 truncate text-note font-[560]" title={story.line}>
            {story.line}
          </p>
          <DetailsToggle open={allOpen} onChange={onAllOpen} />
        </div>
      )}
      <ScrollRegion
        ref={sticky.ref}
        onScroll={sticky.onScroll}
        label="What the agent is doing"
        className="min-h-0 flex-1 overflow-y-auto pb-4 -outline-offset-2"
      >
        {story.phases
          .filter((phase) => phase.steps.length > 0)
          .map((phase) => (
            <Phase key={phase.id} phase={phase}>
              {phase.steps.map((step) => (
                <StepRow
                  key={step.id}
                  step={step}
                  allOpen={allOpen}
                  live={live}
                  events={events}
                  current={step.id === currentStep}
                />
              ))}
            </Phase>
          ))}
        {live && <Thinking story={story} slow={slow ?? null} busy={last?.state === 'running'} />}
      </ScrollRegion>
      {!sticky.following && (
        <button
          type="button"
          onClick={sticky.toEnd}
          className="absolute bottom-3 left-1/2 flex h-9 -translate-x-1/2 animate-rise items-center gap-1.5 rounded-chip bg-ink px-3.5 text-note font-[560] text-paper shadow-high touch:h-11"
        >
          <ArrowDown aria-hidden="true" className="size-3.5" />
          {live ? 'Follow the agent' : 'To the end'}
        </button>
      )}
    </div>
  );
}

function Phase({ phase, children }: { phase: StoryPhase; children: React.ReactNode }) {
  const took = phase.endedAt !== null ? formatDuration(phase.endedAt - phase.startedAt) : '';
  return (
    <div>
      <h3 className="sticky top-0 z-1 flex items-center gap-2 bg-card px-4 pt-4 pb-1.5 font-sans text-note font-[600] tracking-normal text-muted">
        <span className={phase.state === 'running' ? 'text-brand' : ''}>{phase.title}</span>
        {phase.state === 'done' && <Check aria-label="done" className="size-3.5 text-good" />}
        <span className="num ml-auto pr-5.5 font-mono text-[11.5px] font-normal">{took}</span>
      </h3>
      <ol>{children}</ol>
    </div>
  );
}

/** What the screen says between two steps, and when something takes long. */
function Thinking({ story, slow, busy }: { story: Story; slow: string | null; busy: boolean }) {
  const words = slow ?? story.waiting?.text ?? (busy ? null : 'The agent thinks about the next step');
  if (words === null) return null;
  return (
    <p role="status" className="flex animate-fade items-start gap-3 px-4 py-2.5 text-sm text-muted">
      <span aria-hidden="true" className="grid size-6.5 shrink-0 place-items-center">
        <span
          className={`size-4 rounded-full border-2 border-line-strong border-t-brand ${slow ? '' : 'animate-turn'} motion-reduce:border-t-line-strong`}
        />
      </span>
      <span className="pt-0.5">{words}</span>
    </p>
  );
}

/** Opens and closes the details of all steps. */
export function DetailsToggle({ open, onChange }: { open: boolean; onChange: (open: boolean) => void }) {
  const Icon = open ? ChevronsDownUp : ChevronsUpDown;
  return (
    <button
      type="button"
      aria-pressed={open}
      onClick={() => onChange(!open)}
      className="flex h-9 items-center gap-1.5 rounded-[9px] px-2.5 text-note font-medium text-muted hover:bg-ink/7 hover:text-ink touch:h-11"
    >
      <Icon aria-hidden="true" className="size-3.5" />
      Details
    </button>
  );
}
