import clsx from 'clsx';
import { useEffect, useMemo, useRef } from 'react';
import { parseArea } from '../../../address.ts';
import type { Scalar } from '../../../value.ts';
import type { Workbook } from '../../../workbook.ts';
import { markNumber } from '../../citations.ts';
import type { PanelBriefing, PanelSelection, WorkbookPanelsProps } from '../props.ts';
import { useDeskVersion } from '../use-desk.ts';
import { areaOfInputs, type CitingInput, citedBySelection, inputsByParagraph } from './citations.ts';

interface BriefingPanelProps extends Pick<WorkbookPanelsProps, 'desk' | 'selection' | 'onSelect'> {
  briefing: PanelBriefing;
}

/** The document behind the model: numbered paragraphs, each with the inputs that were taken from it. */
export function BriefingPanel({ desk, briefing, selection = null, onSelect }: BriefingPanelProps) {
  const version = useDeskVersion(desk);
  const { workbook } = desk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const inputs = useMemo(() => inputsByParagraph(workbook), [workbook, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const cited = useMemo(() => citedBySelection(workbook, selection), [workbook, selection, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const value = useMemo(
    () => (selection ? valueAt(workbook, selection) : null),
    [workbook, selection, version],
  );
  const list = useRef<HTMLOListElement>(null);
  const first = cited[0];
  useEffect(() => {
    if (first === undefined) return;
    const paragraph = list.current?.querySelector(`[data-paragraph="${first}"]`);
    paragraph?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [first]);
  return (
    <article className="p-4.5">
      <h3 className="text-lg">{briefing.title}</h3>
      <p className="mt-0.5 text-note text-muted">{briefing.from}</p>
      <ol ref={list} className="mt-3 grid gap-x-8 @4xl:grid-cols-2">
        {briefing.paragraphs.map(({ id, text }) => (
          <Paragraph
            key={id}
            id={id}
            text={text}
            cited={cited.includes(id)}
            value={value}
            inputs={inputs.get(id) ?? []}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </article>
  );
}

/** The value of the first cell that is selected. */
function valueAt(workbook: Workbook, { sheet, area }: PanelSelection): Scalar {
  const place = parseArea(area);
  return place ? (workbook.engine.sheet(sheet)?.valueAt(place.top, place.left) ?? null) : null;
}

/** Inputs named under a paragraph. */
const MOST_CHIPS = 6;

interface ParagraphProps {
  id: string;
  text: string;
  cited: boolean;
  /** What the cell holds that is selected: marked where the paragraph says it. */
  value: Scalar;
  inputs: readonly CitingInput[];
  onSelect: (cells: string) => void;
}

function Paragraph({ id, text, cited, value, inputs, onSelect }: ParagraphProps) {
  const target = areaOfInputs(inputs);
  return (
    <li
      data-paragraph={id}
      aria-current={cited ? 'true' : undefined}
      className={clsx(
        'grid grid-cols-[2.6rem_minmax(0,1fr)] rounded-[10px] px-2 py-2.5 transition-colors',
        cited && 'bg-brand-soft',
      )}
    >
      {target === undefined ? (
        <span className="pt-0.5 font-mono text-note text-muted">{id}</span>
      ) : (
        <button
          type="button"
          onClick={() => onSelect(target)}
          title={`Show the inputs from ${id}`}
          aria-label={`${id}: show the inputs taken from it`}
          className="h-fit w-fit rounded-[6px] pt-0.5 font-mono text-note font-[600] text-brand underline decoration-brand/40 underline-offset-3 hover:decoration-brand"
        >
          {id}
        </button>
      )}
      <div className="min-w-0">
        <p className="text-[0.90625rem] leading-relaxed">
          {(cited ? markNumber(text, value) : [{ text, hit: false }]).map((piece, index) =>
            piece.hit ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces hold no state
              <mark key={index} className="rounded-[4px] bg-brand px-1 font-[600] text-brand-ink">
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </p>
        {inputs.length === 0 ? null : (
          <ul className="mt-1.5 flex flex-wrap gap-1.5" aria-label={`Inputs taken from ${id}`}>
            {inputs.slice(0, MOST_CHIPS).map((input) => (
              <li key={input.cell} className="min-w-0">
                <button
                  type="button"
                  onClick={() => onSelect(input.cell)}
                  title={`Show ${input.cell}`}
                  className="num flex max-w-full items-baseline gap-1.5 rounded-chip bg-card px-2.5 py-0.5 touch:py-2 text-xs shadow-[inset_0_0_0_1px_var(--line-strong)] hover:shadow-[inset_0_0_0_1.5px_var(--field)]"
                >
                  <span className="truncate text-muted">{input.label}</span>
                  <b className="shrink-0 font-[620]">{input.text}</b>
                </button>
              </li>
            ))}
            {inputs.length > MOST_CHIPS ? (
              <li className="self-center text-xs text-muted">and {inputs.length - MOST_CHIPS} more</li>
            ) : null}
          </ul>
        )}
      </div>
    </li>
  );
}
