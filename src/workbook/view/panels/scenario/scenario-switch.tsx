import clsx from 'clsx';
import { useId, useMemo } from 'react';
import { cellName } from '../../../address.ts';
import type { WorkbookPanelsProps } from '../props.ts';
import { shownCell } from '../shown.ts';
import { useDeskVersion } from '../use-desk.ts';
import { chosenCase } from './chosen-case.ts';

type ScenarioSwitchProps = Pick<WorkbookPanelsProps, 'desk' | 'readOnly' | 'stage' | 'onEdit'>;

/** The cases of the model side by side; one press recalculates everything for another one. */
export function ScenarioSwitch({ desk, readOnly = false, stage = false, onEdit }: ScenarioSwitchProps) {
  const version = useDeskVersion(desk);
  const name = useId();
  const { scenario } = desk.workbook;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const cell = useMemo(
    () => (scenario ? shownCell(desk.workbook, scenario.cell) : null),
    [desk, scenario, version],
  );
  if (!scenario || !cell) return null;
  const { sheet, row, column } = cell;
  const chosen = chosenCase(cell.value, scenario.labels);
  function choose(index: number) {
    // Where the cell holds the name of the case, it goes on holding a name.
    const input = typeof cell?.value === 'string' ? (scenario?.labels[index] ?? '') : index + 1;
    onEdit(
      [{ do: 'write', sheet, at: cellName(row, column), rows: [[input]] }],
      `Scenario: ${scenario?.labels[index] ?? index + 1}`,
    );
  }
  return (
    <fieldset className={clsx('flex items-center', stage ? 'shrink-0' : 'min-w-0')}>
      <legend className="sr-only">Scenario</legend>
      <div
        className={clsx(
          'flex min-w-0 rounded-[11px] bg-sunk shadow-[inset_0_0_0_1px_var(--line)]',
          stage ? 'p-1' : 'p-0.75',
        )}
      >
        {scenario.labels.map((label, index) => (
          <label
            key={label}
            className={clsx(
              'relative flex cursor-pointer items-center justify-center rounded-[8px] font-[560] whitespace-nowrap transition-colors has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-1 has-focus-visible:outline-ring has-disabled:cursor-not-allowed',
              stage ? 'h-11 px-[0.75vw] text-stage-s' : 'h-7.5 touch:h-11 px-3 text-[0.84375rem]',
              index === chosen ? 'bg-ink text-paper' : 'text-muted hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={name}
              value={index + 1}
              checked={index === chosen}
              disabled={readOnly}
              onChange={() => choose(index)}
              className="absolute inset-0 cursor-[inherit] opacity-0"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
