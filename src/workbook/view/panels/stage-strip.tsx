import { OneChart } from './charts/charts-panel.tsx';
import { DriversPanel } from './drivers/drivers-panel.tsx';
import type { WorkbookPanelsProps } from './props.ts';
import { ResultLine } from './results/result-line.tsx';
import { ScenarioSwitch } from './scenario/scenario-switch.tsx';
import { useSize } from './use-size.ts';

/** Below this height a chart cannot be read from the last row, px. */
const LOW = 240;
const card =
  'flex min-h-0 min-w-0 flex-col overflow-hidden rounded-[max(18px,1.15vw)] bg-card px-[1.3vw] py-[1.5vh] shadow-high';

/** On the projector: scenarios, the drivers that matter most, and the chart that answers. */
export function StageStrip(props: WorkbookPanelsProps) {
  const { desk } = props;
  const [box, { height }] = useSize<HTMLDivElement>();
  const low = height > 0 && height < LOW;
  return (
    <div
      ref={box}
      className={`grid h-full min-h-0 gap-[1vw] ${low ? '' : 'grid-cols-[minmax(0,4fr)_minmax(0,3fr)]'}`}
    >
      <div className={card}>
        <DriversPanel
          {...props}
          stage
          most={low ? 2 : 3}
          beside={desk.workbook.scenario ? <ScenarioSwitch {...props} stage /> : null}
          footer={<ResultLine desk={desk} />}
        />
      </div>
      {low ? null : (
        <div className={card}>
          <OneChart desk={desk} stage />
        </div>
      )}
    </div>
  );
}
