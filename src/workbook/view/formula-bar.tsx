import { ArrowLeft, Check, CircleAlert, Pencil, Waypoints, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useSelectOnFocus } from '../../components/select-on-focus.ts';
import { areaName, cellName } from '../address.ts';
import { entryText } from './entry.ts';
import { errorCause } from './error-cause.ts';
import { FormulaInput, partClass } from './formula-input.tsx';
import { formulaParts } from './formula-parts.ts';
import type { GridView } from './grid-view.ts';
import { MoreMenu } from './more-menu.tsx';
import { isOneCell } from './selection.ts';
import { useGridState } from './use-grid-state.ts';

/** Above the grid: where one is, and what stands there, with references that lead where they point. */
export function FormulaBar({ view }: { view: GridView }) {
  const { editing, canGoBack, refusal, tracing } = useGridState(view);
  const cell = view.activeCell;
  const cause = cell && !editing && !refusal ? errorCause(view.workbook, cell) : null;
  return (
    <div className="shrink-0">
      <div className="flex min-h-11 items-start gap-1.5 px-2 py-1.5 @max-[36rem]/wb:flex-wrap">
        <IconButton
          size="s"
          label="Back to where you were (Alt and left arrow)"
          icon={<ArrowLeft aria-hidden="true" />}
          disabled={!canGoBack}
          onClick={() => view.back()}
        />
        <NameBox view={view} />
        <span aria-hidden="true" className="mt-1.5 h-5 w-px shrink-0 bg-line-strong @max-[36rem]/wb:hidden" />
        {editing ? (
          <FormulaInput
            view={view}
            editing={editing}
            takesFocus={editing.where === 'bar'}
            label="Formula"
            className="mt-1 flex-1 px-2 text-[13px] leading-6 @max-[36rem]/wb:order-last @max-[36rem]/wb:basis-full"
          />
        ) : (
          <FormulaLine view={view} />
        )}
        <EditButtons view={view} />
        <Button
          size="s"
          variant="quiet"
          aria-pressed={tracing}
          icon={<Waypoints aria-hidden="true" />}
          className="h-8 aria-pressed:bg-brand-soft aria-pressed:text-brand"
          title="Where this number comes from (Ctrl+[)"
          onClick={() => view.trace()}
        >
          <span className="@max-[36rem]/wb:sr-only">Where from</span>
        </Button>
        <MoreMenu view={view} />
      </div>
      {refusal && (
        <p
          role="alert"
          className="flex items-start gap-2 border-t border-line bg-bad-soft px-4 py-2 text-note text-bad"
        >
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>
            <strong className="font-semibold">{refusal.what}.</strong> {refusal.hint}
          </span>
          {refusal.choices && (
            <span className="flex flex-wrap gap-2">
              {refusal.choices.map(({ label, input }) => (
                <Chip
                  key={label}
                  className="num"
                  onPointerDown={keepFocus}
                  onClick={() => view.answer(input)}
                >
                  {label}
                </Chip>
              ))}
            </span>
          )}
        </p>
      )}
      {cause && (
        <p className="flex items-start gap-2 border-t border-line bg-bad-soft px-4 py-2 text-note text-bad">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>
            <strong className="font-semibold">{cause.code}</strong>{' '}
            {cause.at === null ? (
              <>because {cause.words}.</>
            ) : (
              <>
                comes from{' '}
                <button type="button" className="link text-bad" onClick={() => view.goTo(cause.at ?? '')}>
                  {cause.at}
                </button>
                : {cause.words}.
              </>
            )}{' '}
            {cause.hint}
          </span>
        </p>
      )}
    </div>
  );
}

/** For fingers: open the cell, put in what was typed, or leave it as it was. */
function EditButtons({ view }: { view: GridView }) {
  const { editing } = useGridState(view);
  if (!editing) {
    if (view.host.readOnly) return null;
    return (
      <span className="hidden touch:block @max-[36rem]/wb:block">
        <IconButton
          size="s"
          label="Edit"
          icon={<Pencil aria-hidden="true" />}
          onClick={() => view.startEdit({ where: 'bar', selected: true })}
        />
      </span>
    );
  }
  return (
    <>
      <IconButton
        size="s"
        label="Leave as it was"
        icon={<X aria-hidden="true" />}
        onPointerDown={keepFocus}
        onClick={() => view.cancel()}
      />
      <IconButton
        size="s"
        variant="brand"
        label="Put in"
        icon={<Check aria-hidden="true" />}
        onPointerDown={keepFocus}
        onClick={() => view.commit()}
      />
    </>
  );
}

/** Pressing a button of the bar must not take the focus first: the cell would be left. */
function keepFocus(event: React.PointerEvent): void {
  event.preventDefault();
}

/** The cell that is selected; a cell or a name typed here goes there. */
function NameBox({ view }: { view: GridView }) {
  const { sheet, selection } = useGridState(view);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [unknown, setUnknown] = useState(false);
  const select = useSelectOnFocus();
  const { anchor } = selection;
  const here = isOneCell(selection) ? cellName(anchor.row, anchor.column) : areaName(view.area);
  useEffect(() => {
    view.askWhere = () => {
      input.current?.focus();
      input.current?.select();
    };
    return () => {
      view.askWhere = () => {};
    };
  }, [view]);
  const names = view.workbook.engine.names;
  return (
    <>
      <input
        ref={input}
        aria-label="Cell or name to go to"
        aria-invalid={unknown || undefined}
        list="wb-names"
        spellCheck={false}
        autoComplete="off"
        value={typed ?? (sheet === null ? '' : `${sheet}!${here}`)}
        title={unknown ? 'There is no such cell or name' : 'Type a cell or a name to go there (Ctrl+G)'}
        className="h-8 w-38 shrink-0 truncate rounded-[9px] bg-transparent px-2 font-mono text-[13px] font-semibold text-ink hover:bg-sunk focus-visible:bg-sunk aria-invalid:text-bad @max-[36rem]/wb:w-auto @max-[36rem]/wb:min-w-0 @max-[36rem]/wb:flex-1 touch:h-11"
        {...select}
        onChange={(event) => {
          setTyped(event.target.value);
          setUnknown(false);
        }}
        onBlur={() => {
          setTyped(null);
          setUnknown(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setTyped(null);
            view.takeFocus();
          }
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (typed === null || view.goTo(typed)) {
            setTyped(null);
            view.takeFocus();
          } else setUnknown(true);
        }}
      />
      <datalist id="wb-names">
        {names.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** The input of the active cell. References are buttons; the rest opens it for editing. */
function FormulaLine({ view }: { view: GridView }) {
  const { sheet, selection } = useGridState(view);
  const text = entryText(view.inputAt(selection.anchor), view.formatAt(selection.anchor));
  const spilled = view.activeCell?.spilledFrom;
  const readOnly = view.host.readOnly;
  let at = 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same from the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: F2 does the same from the grid
    <div
      className="mt-1 min-h-6 min-w-0 flex-1 @max-[36rem]/wb:order-last @max-[36rem]/wb:basis-full cursor-text self-stretch px-2 font-mono text-[13px] leading-6 break-words"
      onClick={() => !readOnly && view.startEdit({ where: 'bar', selected: true })}
    >
      {spilled && text === '' ? (
        <span className="font-sans text-note text-muted">
          Part of the result of {cellName(spilled.row, spilled.column)}
        </span>
      ) : (
        formulaParts(view.workbook, sheet ?? '', text).map((part) => {
          const key = at;
          at += part.text.length;
          const { spot } = part;
          return spot ? (
            <button
              key={key}
              type="button"
              title={`Go to ${spot.sheet}!${areaName(spot.area)}`}
              className={`${partClass(part.kind, part.colour)} px-1 hover:underline`}
              onClick={(event) => {
                event.stopPropagation();
                view.visit(spot);
              }}
            >
              {part.text}
            </button>
          ) : (
            <span key={key} className={partClass(part.kind, part.colour)}>
              {part.text}
            </span>
          );
        })
      )}
    </div>
  );
}
