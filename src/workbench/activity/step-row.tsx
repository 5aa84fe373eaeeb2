import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { RecordedEvent } from '../../run/schema.ts';
import type { StoryStep } from '../../run/story-model.ts';
import { formatDuration } from '../clock.ts';
import { modelFinding } from './model-finding.ts';
import { StepDetailView, WritingCellsView } from './step-detail.tsx';
import { StepIcon, stepTone } from './step-icon.tsx';
import { WritingView } from './writing-view.tsx';

interface StepRowProps {
  step: StoryStep;
  /** All details are open. */
  allOpen: boolean;
  /** The step is under way and the run too. */
  live: boolean;
  /** Marks the step as the one that is looked at (a scrubbed replay). */
  current?: boolean;
  events?: ((from: number, to: number) => readonly RecordedEvent[]) | undefined;
}

/** One step: a plain sentence, how long it took, and its details one press away. */
export function StepRow({ step, allOpen, live, current = false, events }: StepRowProps) {
  const [open, setOpen] = useState(false);
  const [known, setKnown] = useState(allOpen);
  const id = useId();
  if (known !== allOpen) {
    setKnown(allOpen);
    setOpen(allOpen);
  }
  const running = step.state === 'running' && live;
  const tone = stepTone(step);
  const opens = step.detail !== null || events !== undefined;
  return (
    <li
      className={`group/step grid animate-rise grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-[10px] px-4 py-1.5 ${
        current ? 'bg-brand-soft' : ''
      }`}
      data-step={step.id}
    >
      <span className="mt-px">
        <StepIcon step={running ? step : { ...step, state: step.state === 'running' ? 'ok' : step.state }} />
      </span>
      <div className="min-w-0">
        <button
          type="button"
          disabled={!opens}
          aria-expanded={opens ? open : undefined}
          aria-controls={opens ? id : undefined}
          onClick={() => setOpen(!open)}
          className="flex w-full items-start gap-2 rounded-md text-left text-[0.9375rem] leading-[1.4] disabled:cursor-default touch:min-h-9"
        >
          <span className={`min-w-0 flex-1 pt-px ${textLook(step, tone)}`}>
            {open ? step.text : wordsOf(step)}
            {running && <Dots />}
          </span>
          <StepTime step={step} running={running} />
          <ChevronDown
            aria-hidden="true"
            className={`mt-1 size-3.5 shrink-0 text-muted transition-[rotate,opacity] ${open ? 'rotate-180' : ''} ${
              opens ? 'opacity-60 group-hover/step:opacity-100' : 'opacity-0'
            }`}
          />
        </button>
        {!open && <Glance step={step} running={running} />}
        {open && (
          <div id={id}>
            <StepDetailView step={step} events={events} />
          </div>
        )}
      </div>
    </li>
  );
}

/** A sentence for what was done; all the agent said, as far as it fits, for what it said. */
function wordsOf(step: StoryStep): string {
  return step.kind === 'say' && step.detail?.type === 'text' ? step.detail.text : step.text;
}

function textLook(step: StoryStep, tone: ReturnType<typeof stepTone>): string {
  if (tone === 'bad') return 'font-[560] text-ink';
  if (tone === 'cut') return 'text-muted';
  if (step.kind === 'person') return 'font-[560]';
  if (step.kind === 'notice' || step.kind === 'think') return 'text-muted';
  if (step.kind === 'say') return 'text-ink/85 whitespace-pre-line break-words';
  return '';
}

/** What is shown without being asked for: the file as it is written, and why something failed. */
function Glance({ step, running }: { step: StoryStep; running: boolean }) {
  const { detail } = step;
  if (running && detail?.type === 'writing' && detail.text !== '') {
    return (
      <div className="mt-2">
        <WritingView path={detail.path} text={detail.text} part={detail.replaces} />
      </div>
    );
  }
  if (running && detail?.type === 'writing-cells') {
    return (
      <div className="mt-2">
        <WritingCellsView sheet={detail.sheet} at={detail.at} text={detail.text} />
      </div>
    );
  }
  const why = failureOf(step);
  if (!why) return null;
  return (
    <p
      className={`mt-2 rounded-r-[10px] border-l-2 border-bad bg-bad-soft px-3 py-2 whitespace-pre-wrap text-ink ${
        detail?.type === 'checks' || step.tool === 'check'
          ? 'text-note leading-snug'
          : 'font-mono text-[12px] leading-[1.55]'
      }`}
    >
      {why}
    </p>
  );
}

/** Why a step failed, in a few lines; null where it did not. */
export function failureOf(step: StoryStep): string | null {
  const { detail } = step;
  if (detail?.type === 'tests' && detail.tests.failed > 0) {
    return detail.tests.firstFailure?.replace(/\s*\/\/ Object\.is equality/, '') ?? null;
  }
  if (detail?.type === 'checks') {
    const failed = detail.results.filter((result) => !result.pass).slice(0, 3);
    return failed.length > 0 ? failed.map((result) => result.detail || result.title).join('\n') : null;
  }
  if (step.state !== 'failed') return null;
  if (step.tool === 'check' && detail?.type === 'text') return modelFinding(detail.text);
  if (detail?.type === 'command') return detail.output.trim().split('\n').slice(-4).join('\n') || null;
  return detail?.type === 'text' ? detail.text.split('\n').slice(0, 4).join('\n') : null;
}

function StepTime({ step, running }: { step: StoryStep; running: boolean }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  const ms =
    step.endedAt !== null
      ? step.endedAt - step.startedAt
      : now !== null && running
        ? now - step.startedAt
        : 0;
  const text = step.kind === 'call' ? formatDuration(ms) : '';
  if (text === '') return null;
  return <span className="num shrink-0 pt-0.5 font-mono text-xs text-muted">{text}</span>;
}

function Dots() {
  return (
    <span aria-hidden="true" className="ml-1.5 inline-flex gap-0.75 align-middle">
      {['[animation-delay:0ms]', '[animation-delay:200ms]', '[animation-delay:400ms]'].map((delay) => (
        <i key={delay} className={`size-1 animate-pulse-dot rounded-full bg-brand ${delay}`} />
      ))}
    </span>
  );
}
