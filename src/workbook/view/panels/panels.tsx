import { BookOpenText, ChartLine, Grid3x3, ListChecks, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Tabs } from '../../../components/tabs.tsx';
import { BriefingPanel } from './briefing/briefing-panel.tsx';
import { ChartsPanel, OneChart } from './charts/charts-panel.tsx';
import { integrityLines } from './checks/check-lines.ts';
import { ChecksPanel } from './checks/checks-panel.tsx';
import { DriversPanel } from './drivers/drivers-panel.tsx';
import { OpenXlsx } from './open/open-xlsx.tsx';
import type { PanelId, WorkbookPanelsProps } from './props.ts';
import { ResultsStrip } from './results/results-strip.tsx';
import { ScenarioSwitch } from './scenario/scenario-switch.tsx';
import { SensitivityPanel } from './sensitivity/sensitivity-panel.tsx';
import { StageStrip } from './stage-strip.tsx';
import { useDeskVersion } from './use-desk.ts';

/**
 * What stands beside the sheets of a workbook: drivers and scenarios to play with, charts, sensitivity
 * tables, checks and the briefing. Fills the room it is given.
 */
export function WorkbookPanels(props: WorkbookPanelsProps) {
  return props.stage ? <StageStrip {...props} /> : <PanelTabs {...props} />;
}

function PanelTabs(props: WorkbookPanelsProps) {
  const { desk, briefing, panel, onPanel } = props;
  const [own, setOwn] = useState<PanelId>('drivers');
  const items: { id: PanelId; label: string; icon: ReactNode; note?: ReactNode; panel: ReactNode }[] = [
    {
      id: 'drivers',
      label: 'What if',
      icon: <SlidersHorizontal aria-hidden="true" />,
      panel: <WhatIf {...props} />,
    },
    {
      id: 'charts',
      label: 'Charts',
      icon: <ChartLine aria-hidden="true" />,
      panel: (
        <Scroll>
          <ChartsPanel desk={desk} />
        </Scroll>
      ),
    },
    {
      id: 'sensitivity',
      label: 'Sensitivity',
      icon: <Grid3x3 aria-hidden="true" />,
      panel: (
        <Scroll>
          <SensitivityPanel desk={desk} onSelect={props.onSelect} />
        </Scroll>
      ),
    },
    {
      id: 'checks',
      label: 'Checks',
      icon: <ListChecks aria-hidden="true" />,
      note: <ChecksNote {...props} />,
      panel: (
        <Scroll>
          <ChecksPanel desk={desk} checks={props.checks} onSelect={props.onSelect} />
        </Scroll>
      ),
    },
  ];
  if (briefing) {
    items.push({
      id: 'briefing',
      label: 'Briefing',
      icon: <BookOpenText aria-hidden="true" />,
      panel: (
        <Scroll>
          <BriefingPanel
            desk={desk}
            briefing={briefing}
            selection={props.selection}
            onSelect={props.onSelect}
          />
        </Scroll>
      ),
    });
  }
  return (
    <Tabs
      label="What stands beside the sheets"
      value={panel ?? own}
      onChange={(id) => {
        setOwn(id as PanelId);
        onPanel?.(id as PanelId);
      }}
      folds
      items={items}
      trailing={<OpenXlsx desk={desk} onEdit={props.onEdit} disabled={props.readOnly} />}
      className="h-full"
      panelClassName="@container"
    />
  );
}

function Scroll({ children }: { children: ReactNode }) {
  return <div className="@container min-h-0 flex-1 overflow-y-auto">{children}</div>;
}

/** Drivers and scenarios at the left, what they do at the right, in sight while one drags. */
function WhatIf(props: WorkbookPanelsProps) {
  return (
    <div className="@container min-h-0 flex-1">
      <div className="grid h-full gap-x-9 gap-y-5 @max-2xl:overflow-y-auto @2xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] @2xl:grid-rows-[minmax(0,1fr)]">
        <section
          aria-label="Assumptions to move"
          tabIndex={props.readOnly ? 0 : undefined}
          className="@container min-w-0 p-4.5 @max-2xl:pb-0 @2xl:overflow-y-auto @2xl:pr-2"
        >
          <DriversPanel {...props} beside={<ScenarioSwitch {...props} />} />
        </section>
        <div className="flex min-h-0 min-w-0 flex-col gap-3 p-4.5 @max-2xl:h-80 @max-2xl:pt-0 @2xl:pl-0">
          <ResultsStrip desk={props.desk} most={3} onSelect={props.onSelect} />
          <OneChart desk={props.desk} />
        </div>
      </div>
    </div>
  );
}

/** "3/3": promises of the model that hold. */
function ChecksNote({ desk }: Pick<WorkbookPanelsProps, 'desk'>) {
  const version = useDeskVersion(desk);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const lines = useMemo(() => integrityLines(desk.workbook), [desk, version]);
  if (lines.length === 0) return null;
  const held = lines.filter(({ tone }) => tone === 'good').length;
  return (
    <span className={held === lines.length ? 'text-good' : 'font-[620] text-bad'}>
      <span className="sr-only">
        {held} of {lines.length} hold
      </span>
      <span aria-hidden="true">
        {held}/{lines.length}
      </span>
    </span>
  );
}
