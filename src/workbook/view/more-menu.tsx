import { Ellipsis, Redo2, Tags, Undo2 } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu } from '../../components/menu.tsx';
import { areaName } from '../address.ts';
import type { FormatRule } from '../schema.ts';
import { shownValue } from './cell-face.ts';
import type { GridView } from './grid-view.ts';
import { rulesOfSheet } from './labels.ts';
import { findSpot, type Spot, spotName } from './selection.ts';

type Items = ComponentProps<typeof Menu>['items'];
type Look = Omit<FormatRule, 'area'>;

const looks: readonly { readonly label: string; readonly help: string; readonly look: Look }[] = [
  { label: 'Whole number', help: '1,234 and (1,234)', look: { format: '#,##0;(#,##0);0' } },
  { label: 'With decimals', help: '1,234.50', look: { format: '#,##0.00' } },
  { label: 'Percent', help: '12.3%', look: { format: '0.0%' } },
  { label: 'Month', help: 'Mar 27', look: { format: 'mmm yy' } },
  { label: 'Input', help: 'A number that people put in', look: { role: 'input' } },
  { label: 'Total', help: 'Closes a block', look: { role: 'total' } },
  { label: 'Heading', help: 'Begins a block', look: { role: 'heading' } },
  { label: 'Plain', help: 'None of these', look: { role: 'formula' } },
];

/** What is needed now and then: undo, how cells look, the names of the workbook. */
export function MoreMenu({ view }: { view: GridView }) {
  const [names, setNames] = useState(false);
  const { host } = view;
  const edits: Items = host.readOnly
    ? []
    : [
        {
          label: 'Undo',
          icon: <Undo2 aria-hidden="true" />,
          onSelect: () => view.undo(),
          disabled: !host.onUndo,
        },
        {
          label: 'Redo',
          icon: <Redo2 aria-hidden="true" />,
          onSelect: () => view.redo(),
          disabled: !host.onRedo,
        },
        'separator',
        ...looks.map(({ label, help, look }) => ({ label, help, onSelect: () => show(view, label, look) })),
        'separator',
      ];
  return (
    <>
      <Menu
        trigger={<IconButton size="s" label="More" icon={<Ellipsis aria-hidden="true" />} />}
        items={[
          ...edits,
          { label: 'Names', icon: <Tags aria-hidden="true" />, onSelect: () => setNames(true) },
        ]}
      />
      <Dialog
        open={names}
        onOpenChange={setNames}
        title="Names"
        description="What inputs and results are called in formulas. Choose one to go there."
      >
        <NameList view={view} onChoose={() => setNames(false)} />
      </Dialog>
    </>
  );
}

function show(view: GridView, label: string, look: Look): void {
  const { sheet, area } = view;
  if (!sheet) return;
  const rules = [{ area: areaName(area), ...look }];
  view.edit(
    [{ do: 'format', sheet: sheet.name, rules, add: true }],
    `${areaName(area)} as ${label.toLowerCase()}`,
  );
}

function NameList({ view, onChoose }: { view: GridView; onChoose: () => void }) {
  const { workbook } = view;
  const names = workbook.engine.names.toSorted((a, b) => a.name.localeCompare(b.name));
  if (names.length === 0) return <p className="text-sm text-muted">The workbook has no names yet.</p>;
  return (
    <ul className="max-h-[60vh] overflow-y-auto">
      {names.map(({ name, refersTo }) => {
        const spot = findSpot(workbook, name, view.state.sheet ?? '');
        return (
          <li key={name} className="border-t border-line first:border-t-0">
            <button
              type="button"
              disabled={!spot}
              className="flex w-full items-baseline gap-3 rounded-[8px] px-2 py-2 text-left text-sm hover:bg-sunk"
              onClick={() => {
                onChoose();
                if (spot) view.visit(spot);
              }}
            >
              <span className="min-w-0 flex-1 font-mono text-[0.8125rem] font-semibold break-words">
                {name}
              </span>
              <span className="text-note text-muted">{spot ? spotName(spot) : refersTo}</span>
              <span className="num w-24 shrink-0 text-right font-semibold">
                {spot ? valueAt(view, spot) : ''}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The value of a single cell; how many cells a range has. */
function valueAt({ workbook }: GridView, { sheet: name, area }: Spot): string {
  const sheet = workbook.engine.sheet(name);
  const count = (area.bottom - area.top + 1) * (area.right - area.left + 1);
  if (!sheet || count > 1) return `${count} cells`;
  return shownValue(
    sheet.valueAt(area.top, area.left),
    rulesOfSheet(workbook, sheet).formatAt(area.top, area.left),
  ).text.trim();
}
