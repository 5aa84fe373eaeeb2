import { useMemo } from 'react';
import { ScrollRegion } from '../scroll-region.tsx';
import { highlightLines, type TokenKind } from './highlight.ts';

const COLOURS: Readonly<Record<TokenKind, string>> = {
  plain: '',
  comment: 'text-muted italic',
  string: 'text-good',
  number: 'text-accent',
  keyword: 'text-brand font-medium',
  tag: 'text-brand',
  attribute: 'text-muted',
  function: 'text-ink font-medium',
  type: 'text-ink',
};

/** A file to read: line numbers, quiet colours, reachable by keyboard. */
export function CodeView({ path, text }: { path: string; text: string }) {
  const lines = useMemo(() => highlightLines(path, text), [path, text]);
  return (
    <ScrollRegion
      label={`Contents of ${path}`}
      className="h-full overflow-auto bg-card py-3 font-mono text-[12.5px] leading-[1.65]"
    >
      <ol className="min-w-max">
        {lines.map((tokens, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the line number is the line's identity
            key={index}
            className="flex whitespace-pre pr-6 before:sticky before:left-0 before:w-12 before:shrink-0 before:select-none before:bg-card before:pr-4 before:text-right before:text-muted before:content-[attr(data-line)]"
            data-line={index + 1}
          >
            <span>
              {tokens.map((token, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens hold no state
                <span key={at} className={COLOURS[token.kind]}>
                  {token.text}
                </span>
              ))}
              {tokens.length === 0 && '\u200b'}
            </span>
          </li>
        ))}
      </ol>
    </ScrollRegion>
  );
}
