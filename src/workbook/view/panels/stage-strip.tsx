import { OneChart } from './charts/charts-panel.tsx';
import { DriversPanel } from './drivers/drivers-panel.tsx';
import type { WorkbookPanelsProps } from './props.ts';
import { ResultsStrip } from './results/results-strip.tsx';
import { ScenarioSwitch } from './scenario/scenario-switch.tsx';
import { useSize } from './use-size.ts';

/** Heights below which the projector has room for two drivers only, px. */
const LOW = 240;
const card =
  'flex min-h-0 min-w-0 flex-col overflow-hidden rounded-[max(18px,1.15vw)] bg-card px-[1.3vw] py-[1.4vh] shadow-high';

/** On projector: the drivers that matter most, and the chart that answers. */
export function StageStrip(props: WorkbookPanelsProps) {
  const { desk } = props;
  const [box, { height }] = useSize<HTMLDivElement>();
  const low = height > 0 && height < LOW;
  return (
    <div ref={box} className="grid h-full min-h-0 grid-cols-2 gap-[1vw]">
      <div className={card}>
        <DriversPanel {...props} stage most={low ? 2 : 3} beside={<ScenarioSwitch {...props} stage />} />
      </div>
      <div className={card}>
        <OneChart
          desk={desk}
          stage
          beside={<ResultsStrip desk={desk} stage most={1} onSelect={props.onSelect} />}
        />
      </div>
    </div>
  );
}
