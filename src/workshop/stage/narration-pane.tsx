import type { ReactNode } from 'react';
import { StepIcon } from '../../workbench/activity/step-icon.tsx';
import { ScrollRegion } from '../../workbench/scroll-region.tsx';
import type { Narration, NarrationLine } from './narration.ts';

const HEADLINES = { calm: '', working: '', bad: 'text-bad', good: 'text-good' };
const LINES: Readonly<Record<NarrationLine['tone'], string>> = {
  plain: 'text-muted',
  bad: 'text-bad',
  good: 'text-good',
  person: 'text-ink font-[540]',
};

/** A sentence is large; what the agent says at length is smaller, and scrolls where it does not fit. */
function headlineSize(characters: number): string {
  if (characters <= 60) return 'text-stage-l';
  if (characters <= 160) return 'text-[max(34px,2.45vw)] leading-[1.14]';
  return 'max-h-[44vh] overflow-y-auto text-[max(26px,1.7vw)] leading-[1.3] whitespace-pre-line';
}

/** One headline that can be read from the last row, and the few lines that lead to it. */
export function NarrationPane({
  narration,
  spoken,
  looking,
  children,
}: {
  narration: Narration;
  /** For screen readers: the headline, or of one that still grows its last whole sentence. */
  spoken: string;
  looking: boolean;
  children?: ReactNode;
}) {
  const size = headlineSize(narration.headline.length);
  return (
    <ScrollRegion
      label="What the agent is doing"
      className="flex min-h-0 min-w-0 flex-col gap-[2.6vh] overflow-x-hidden overflow-y-auto pt-[1.4vh] pr-[3vw] pb-[1.2vh] pl-[2.9vw]"
    >
      <div>
        <p className={`mb-[1.4vh] text-stage-s font-[560] ${looking ? 'text-accent' : 'text-brand'}`}>
          {narration.kicker}
        </p>
        <h1
          key={narration.headline}
          className={`animate-rise text-balance ${size} ${HEADLINES[narration.tone]}`}
        >
          {narration.headline}
        </h1>
        <p role="status" className="sr-only">
          {spoken}
        </p>
        {narration.hint && <p className="mt-[1.6vh] text-stage-s text-muted">{narration.hint}</p>}
      </div>
      <ol className="flex min-h-0 flex-col justify-end gap-[1.5vh] overflow-hidden">
        {narration.lines.map((line) => (
          <li
            key={line.id}
            className={`flex animate-rise items-start gap-[1vw] text-stage-s ${LINES[line.tone]}`}
          >
            <StepIcon step={line.step} size="stage" />
            <span className="min-w-0 pt-[0.1em] whitespace-pre-line">{line.text}</span>
          </li>
        ))}
      </ol>
      {children}
    </ScrollRegion>
  );
}
