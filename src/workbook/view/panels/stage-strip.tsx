import { OneChart } from './charts/charts-panel.tsx';
import { DriversPanel } from './drivers/drivers-panel.tsx';
import type { WorkbookPanelsProps } from './props.ts';
import { ResultsStrip } from './results/results-strip.tsx';
import { ScenarioSwitch } from './scenario/scenario-switch.tsx';

/** On the projector: three drivers that the presenter can drag, and the chart that answers. */
export function StageStrip(props: WorkbookPanelsProps) {
  const { desk } = props;
  return (
    <div className="grid h-full min-h-0 grid-cols-2 gap-[1vw]">
      <div className="flex min-h-0 flex-col gap-[1.2vh] overflow-hidden rounded-[max(18px,1.15vw)] bg-card p-[1.3vw] shadow-card">
        <DriversPanel {...props} stage most={3} />
      </div>
      <div className="flex min-h-0 flex-col gap-[1vh] overflow-hidden rounded-[max(18px,1.15vw)] bg-card p-[1.3vw] shadow-card">
        <div className="flex items-start justify-between gap-[1vw]">
          <ResultsStrip desk={desk} stage most={1} onSelect={props.onSelect} />
          <ScenarioSwitch {...props} stage />
        </div>
        <OneChart desk={desk} stage />
      </div>
    </div>
  );
}
