import { useEffect, useState } from 'react';
import type { Story } from '../../run/story-model.ts';
import { type PathSegment, phasePath } from './phase-path.ts';

const BARS: Readonly<Record<PathSegment['state'], string>> = {
  done: 'bg-brand',
  now: 'bg-brand',
  failed: 'bg-bad',
  ahead: 'bg-line',
};

/** How far the run has come: phases, each as long as it took. */
export function PhasePathView({ story }: { story: Story }) {
  const [now, setNow] = useState(() => Date.now());
  const running = story.status === 'working';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  const segments = phasePath(story, Math.max(now, story.lastAt ?? 0));
  return (
    <ol aria-label="Phases" className="flex gap-[0.6vw]">
      {segments.map((segment) => (
        <li
          key={segment.id}
          aria-current={segment.state === 'now' ? 'step' : undefined}
          className="min-w-0 transition-[flex-grow] duration-500"
          style={{ flexGrow: segment.share * 1000, flexBasis: 0 }}
        >
          <div
            className={`relative h-[max(12px,1.45vh)] overflow-hidden rounded-full ${BARS[segment.state]}`}
          >
            {segment.state === 'now' && (
              <span
                aria-hidden="true"
                className="absolute inset-0 animate-shimmer bg-[linear-gradient(100deg,transparent_35%,rgb(255_255_255/0.45)_50%,transparent_65%)] bg-[length:200%_100%] motion-reduce:hidden"
              />
            )}
          </div>
          <p
            className={`mt-[1vh] truncate text-stage-s ${segment.state === 'ahead' ? 'text-muted' : segment.state === 'failed' ? 'text-bad' : 'text-ink'}`}
          >
            {segment.title}
          </p>
        </li>
      ))}
    </ol>
  );
}
