import { useMemo } from 'react';
import { diffText } from '../../run/diff.ts';
import { rowLines, rowsSoFar } from '../../run/partial-rows.ts';
import type { StepDetail, StoryStep } from '../../run/story-model.ts';
import { stripAnsi } from '../../workbench/terminal/ansi.ts';

/** Lines that can be read from far and still fit. */
const MOST_LINES = 15;

/** The inside of a step, large: what was written, run, seen or measured. */
export function StepOnStage({ step }: { step: StoryStep }) {
  if (!step.detail) return null;
  return (
    <div className="flex h-full flex-col gap-[2vh] overflow-hidden p-[2.6vw]">
      <Inside detail={step.detail} />
    </div>
  );
}

function Inside({ detail }: { detail: StepDetail }) {
  switch (detail.type) {
    case 'file':
      return <FileChange path={detail.path} before={detail.before} after={detail.after} />;
    case 'writing':
      return <Code title={detail.path} lines={detail.text.split('\n').slice(-MOST_LINES)} />;
    case 'cells':
    case 'writing-cells':
      return <Cells detail={detail} />;
    case 'command':
      return <Code title={`$ ${detail.command}`} lines={tail(stripAnsi(detail.output))} />;
    case 'tests':
      return (
        <Code
          title={`$ ${detail.command}`}
          lines={detail.tests.firstFailure ? head(detail.tests.firstFailure) : tail(stripAnsi(detail.output))}
          bad={detail.tests.failed > 0}
        />
      );
    case 'checks':
      return (
        <ul className="flex flex-col gap-[1.8vh] overflow-hidden text-stage-m">
          {detail.results.map((result) => (
            <li key={result.id} className="flex gap-[1vw]">
              <span
                aria-hidden="true"
                className={result.unmeasured ? 'text-warn' : result.pass ? 'text-good' : 'text-bad'}
              >
                {result.unmeasured ? '?' : result.pass ? '✓' : '✕'}
              </span>
              <span className="min-w-0">
                {result.title}
                <span className="line-clamp-1 text-stage-s text-muted">{result.detail}</span>
              </span>
            </li>
          ))}
        </ul>
      );
    case 'outline':
      return <Code title="What the agent saw of the page" lines={head(detail.text)} />;
    case 'text':
      return <p className="line-clamp-[12] text-stage-m whitespace-pre-line">{detail.text}</p>;
  }
}

/** Cells that were written, a row a line. */
function Cells({ detail }: { detail: Extract<StepDetail, { type: 'cells' | 'writing-cells' }> }) {
  const [block] = detail.type === 'cells' ? detail.blocks : [];
  const title = detail.type === 'cells' ? `${block?.sheet}, ${block?.area}` : `${detail.sheet}, ${detail.at}`;
  const rows = detail.type === 'cells' ? (block?.rows ?? []) : rowsSoFar(detail.text);
  return <Code title={title} lines={rowLines(rows).split('\n').slice(-MOST_LINES)} />;
}

function head(text: string): string[] {
  return text.trim().split('\n').slice(0, MOST_LINES);
}

function tail(text: string): string[] {
  return text.trim().split('\n').slice(-MOST_LINES);
}

function Code({ title, lines, bad = false }: { title: string; lines: readonly string[]; bad?: boolean }) {
  return (
    <>
      <p className="truncate font-mono text-stage-s text-muted">{title.replace(/^\//, '')}</p>
      <pre
        translate="no"
        className={`min-h-0 flex-1 overflow-hidden font-mono text-[max(24px,1.25vw)] leading-[1.5] ${bad ? 'text-bad' : ''}`}
      >
        {lines.join('\n')}
      </pre>
    </>
  );
}

const LOOKS = { same: 'text-muted', added: 'text-good', removed: 'text-bad', gap: 'text-muted' };
const SIGNS = { same: ' ', added: '+', removed: '−', gap: '⋯' };

function FileChange({ path, before, after }: { path: string; before: string | null; after: string | null }) {
  const lines = useMemo(() => diffText(before, after, 2).lines.slice(0, MOST_LINES), [before, after]);
  return (
    <>
      <p className="truncate font-mono text-stage-s text-muted">{path.slice(1)}</p>
      <pre
        translate="no"
        className="min-h-0 flex-1 overflow-hidden font-mono text-[max(24px,1.25vw)] leading-[1.5]"
      >
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines hold no state
          <div key={index} className={LOOKS[line.kind]}>
            {before === null ? '' : `${SIGNS[line.kind]} `}
            {line.text || ' '}
          </div>
        ))}
      </pre>
    </>
  );
}
