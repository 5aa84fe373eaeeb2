import { useMemo } from 'react';
import { highlight, type TokenKind } from '../../workbench/files/highlight.ts';

const COLOURS: Readonly<Record<TokenKind, string>> = {
  plain: '',
  comment: 'text-muted italic',
  string: 'text-good',
  number: 'text-warn',
  keyword: 'text-brand',
  tag: 'text-brand',
  attribute: 'text-muted',
  function: '',
  type: '',
};

/** A file as it is being written, large enough for the last row. */
export function WritingOnStage({ path, text, lines }: { path: string; text: string; lines: number }) {
  const tail = text.split('\n').slice(-lines).join('\n');
  const tokens = useMemo(() => highlight(path, tail), [path, tail]);
  return (
    <figure aria-hidden="true" className="flex min-h-0 flex-col justify-end overflow-hidden">
      <figcaption className="shrink-0 truncate pb-[0.8vh] font-mono text-stage-s text-muted">
        {path.replace(/^\//, '')}
      </figcaption>
      <pre
        translate="no"
        className="min-h-0 overflow-hidden font-mono text-[max(24px,1.25vw)] leading-[1.5] text-ink/85 [mask-image:linear-gradient(90deg,black_88%,transparent)]"
      >
        {tokens.map((token, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens are derived anew and hold no state
            key={index}
            className={COLOURS[token.kind]}
          >
            {token.text}
          </span>
        ))}
        <span className="ml-0.5 inline-block h-[1.05em] w-[0.55em] animate-caret bg-brand align-[-0.18em]" />
      </pre>
    </figure>
  );
}
