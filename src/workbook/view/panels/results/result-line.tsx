import type { PanelDesk } from '../props.ts';
import { useResults } from './use-results.ts';

/** On the projector: the first key result in one line, with what it was before the last change. */
export function ResultLine({ desk }: { desk: PanelDesk }) {
  const [result] = useResults(desk);
  if (!result) return null;
  return (
    <p
      role="status"
      className="num flex shrink-0 items-baseline gap-x-[0.5em] text-stage-s whitespace-nowrap"
    >
      <span className="min-w-0 truncate text-muted">{result.label}</span>
      <span className="ml-auto" />
      {result.before === null ? null : (
        <s className="text-muted decoration-2">
          <span className="sr-only">before: </span>
          {result.before}
        </s>
      )}
      <b className="font-[640]">{result.text}</b>
      {result.change === null ? null : (
        <span className="rounded-chip bg-sunk px-[0.5em] font-[560]">{result.change}</span>
      )}
    </p>
  );
}
