import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Cell } from '../cell.ts';
import type { GridView } from './grid-view.ts';
import type { PanelBriefing } from './panels/props.ts';
import { inputsBelow, type Source, sourceOfCell } from './sources.ts';
import { CitedParagraph } from './trace-panel.tsx';

interface InputsBelowProps {
  view: GridView;
  cell: Cell;
  briefing: PanelBriefing | null | undefined;
  version: number;
}

/** "Rests on 42 inputs, 40 cite the briefing", and the inputs themselves. */
export function InputsBelow({ view, cell, briefing, version }: InputsBelowProps) {
  const [open, setOpen] = useState(false);
  const { workbook } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are others at each version
  const inputs = useMemo(
    () => inputsBelow(workbook, cell).map((each) => sourceOfCell(workbook, undefined, each)),
    [workbook, cell, version],
  );
  if (inputs.length === 0) return null;
  const cited = inputs.filter((each) => each.cited.length > 0).length;
  return (
    <section className="mt-6">
      <button
        type="button"
        aria-expanded={open}
        className="flex w-full items-center gap-3 rounded-control px-4 py-3 text-left shadow-[inset_0_0_0_1px_var(--line-strong)] hover:bg-sunk"
        onClick={() => setOpen(!open)}
      >
        <span className="min-w-0 flex-1">
          <span className="block text-sm font-semibold">
            All the way down: {inputs.length} {inputs.length === 1 ? 'input' : 'inputs'}
          </span>
          <span className="block text-note text-muted">{citedWords(cited, inputs.length)}</span>
        </span>
        <ChevronRight
          aria-hidden="true"
          className={clsx('size-4 shrink-0 text-muted transition-transform', open && 'rotate-90')}
        />
      </button>
      {open && (
        <ul className="mt-1">
          {inputs.map((input) => (
            <InputLine key={input.at} view={view} input={input} briefing={briefing} />
          ))}
        </ul>
      )}
    </section>
  );
}

function citedWords(cited: number, all: number): string {
  if (cited === 0) return 'None of them names a paragraph of the briefing';
  if (cited === all)
    return all === 1 ? 'It names its paragraph of the briefing' : 'Each names its paragraph of the briefing';
  return `${cited} of them ${cited === 1 ? 'names' : 'name'} a paragraph of the briefing`;
}

interface InputLineProps {
  view: GridView;
  input: Source;
  briefing: PanelBriefing | null | undefined;
}

function InputLine({ view, input, briefing }: InputLineProps) {
  const [open, setOpen] = useState(false);
  const cites = input.cited.join(', ');
  return (
    <li className="border-t border-line first:border-t-0">
      <div className="flex items-baseline gap-2 py-2 text-sm">
        <button
          type="button"
          title={`Go to ${input.at}`}
          className="min-w-0 flex-1 rounded-[6px] text-left leading-snug hover:underline"
          onClick={() => view.visit({ sheet: input.sheet.name, area: input.area })}
        >
          <span className="font-medium">{input.label}</span>
          <span className="block text-xs text-muted">{input.aside}</span>
        </button>
        <span className="num shrink-0 font-semibold text-brand">{input.value}</span>
        {cites === '' ? (
          <span className="w-12 shrink-0 text-right text-xs text-muted">no source</span>
        ) : (
          <button
            type="button"
            aria-expanded={open}
            title="Read the paragraph"
            className="min-h-6 w-12 shrink-0 rounded-chip bg-brand-soft px-1.5 text-center text-xs font-semibold text-brand hover:shadow-[inset_0_0_0_1.5px_var(--brand)] touch:min-h-11"
            onClick={() => setOpen(!open)}
          >
            {cites}
          </button>
        )}
      </div>
      {open &&
        input.cited.map((id) => (
          <div key={id} className="mb-3">
            <CitedParagraph id={id} source={input} briefing={briefing} />
          </div>
        ))}
    </li>
  );
}
