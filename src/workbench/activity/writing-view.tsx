import { useMemo } from 'react';
import { highlight, type TokenKind } from '../files/highlight.ts';

const COLOURS: Readonly<Record<TokenKind, string>> = {
  plain: '',
  comment: 'italic text-muted',
  string: 'text-good',
  number: 'text-warn',
  keyword: 'text-brand',
  tag: 'text-brand',
  attribute: '',
  function: 'text-ink',
  type: 'text-ink',
};

interface WritingViewProps {
  path: string;
  text: string;
  /** Lines from the end that are shown. */
  lines?: number;
  /** An edit: only the new part is shown, marked as such. */
  part?: boolean;
}

/** A file while it is being written: its last lines, with a cursor at the end. */
export function WritingView({ path, text, lines = 9, part = false }: WritingViewProps) {
  const all = text.split('\n');
  const tail = all.slice(-lines).join('\n');
  const tokens = useMemo(() => highlight(path, tail), [path, tail]);
  return (
    <figure className="overflow-hidden rounded-[10px] bg-sunk">
      <figcaption className="flex items-baseline justify-between gap-3 px-3 pt-2 font-mono text-[11.5px] text-muted">
        <span className="min-w-0 truncate">{path.replace(/^\//, '')}</span>
        <span className="num shrink-0">{all.length === 1 ? '1 line' : `${all.length} lines`}</span>
      </figcaption>
      <pre
        translate="no"
        className={`overflow-hidden px-3 pt-1 pb-2.5 font-mono text-[12px] leading-[1.6] whitespace-pre text-ink/80 ${
          all.length > lines ? '[mask-image:linear-gradient(transparent,black_2.2rem)]' : ''
        } ${part ? 'border-l-2 border-good' : ''}`}
      >
        {tokens.map((token, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens are derived anew and hold no state
          <span key={index} className={COLOURS[token.kind]}>
            {token.text}
          </span>
        ))}
        <span
          aria-hidden="true"
          className="ml-px inline-block h-[1.1em] w-[0.55em] animate-caret bg-brand align-[-0.2em]"
        />
      </pre>
    </figure>
  );
}
