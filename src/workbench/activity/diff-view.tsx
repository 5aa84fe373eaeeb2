import { useMemo } from 'react';
import { type DiffLine, diffText } from '../../run/diff.ts';
import { ScrollRegion } from '../scroll-region.tsx';

const LOOKS: Readonly<Record<DiffLine['kind'], string>> = {
  same: 'text-muted',
  removed: 'bg-bad-soft/60 text-bad',
  added: 'bg-good-soft/60 text-good',
  gap: 'text-muted select-none',
};
const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', removed: '−', added: '+', gap: '⋯' };

/** Lines shown at most; the rest is in the file itself. */
const MOST_LINES = 400;

/** A change of a file, line by line. The sign says what colour says. */
export default function DiffView({
  path,
  before,
  after,
}: {
  path: string;
  before: string | null;
  after: string | null;
}) {
  const view = useMemo(() => diffText(before, after), [before, after]);
  const shown = view.lines.slice(0, MOST_LINES);
  const rest = view.lines.length - shown.length;
  return (
    <figure className="overflow-hidden rounded-[10px] bg-sunk">
      <figcaption className="flex items-baseline justify-between gap-3 border-b border-line px-3 py-1.5 font-mono text-[11.5px] text-muted">
        <span className="min-w-0 truncate">{path.replace(/^\//, '')}</span>
        <span className="num shrink-0">
          <span className="text-good">+{view.added}</span> <span className="text-bad">−{view.removed}</span>
        </span>
      </figcaption>
      <ScrollRegion label={`Change of ${path}`} className="max-h-72 overflow-auto py-1.5">
        <div className="min-w-max font-mono text-[12px] leading-[1.6]">
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines hold no state
            <div key={index} className={`flex whitespace-pre px-3 ${LOOKS[line.kind]}`}>
              <span className="w-4 shrink-0">{SIGNS[line.kind]}</span>
              <span>{line.text || ' '}</span>
            </div>
          ))}
        </div>
      </ScrollRegion>
      {rest > 0 && <p className="border-t border-line px-3 py-1.5 text-xs text-muted">{rest} more lines</p>}
    </figure>
  );
}
