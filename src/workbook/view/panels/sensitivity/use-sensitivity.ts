import { useEffect, useRef, useState } from 'react';
import type { SensitivityTable } from '../../../sensitivity.ts';
import type { PanelDesk } from '../props.ts';
import type { DriverSweep, SensitivityNews } from './sensitivity-job.ts';
import { createSensitivityRunner } from './sensitivity-runner.ts';

export type TableState =
  | { readonly table: SensitivityTable; readonly fresh: boolean }
  | { readonly what: string; readonly hint: string; readonly fresh: boolean };

export interface SensitivityState {
  readonly tables: ReadonlyMap<string, TableState>;
  readonly sweep: DriverSweep | null;
  /** While it computes: how far it is, 0 to 1. */
  readonly progress: number | null;
}

/** A hand that moves a driver, or an agent that writes, rests this long before tables are computed anew, ms. */
const REST_MS = 350;

const empty: SensitivityState = { tables: new Map(), sweep: null, progress: null };

/** Tables and sweep of the workbook as it is; computed anew beside the screen when it changes. */
export function useSensitivity(desk: PanelDesk, sweepOf: string | null): SensitivityState {
  const [state, setState] = useState(empty);
  const sweep = useRef(sweepOf);
  sweep.current = sweepOf;
  const again = useRef<() => void>(() => {});
  useEffect(() => {
    let id = 0;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const runner = createSensitivityRunner((news) => {
      if (news.id === id) setState((before) => after(before, news));
    });
    const plan = (wait: number) => {
      id += 1;
      if (timer) clearTimeout(timer);
      setState(stale);
      timer = setTimeout(() => {
        const file = desk.workbook.toFile();
        const sweepable = sweep.current !== null && file.drivers.length > 0 ? sweep.current : null;
        if (file.sensitivities.length === 0 && sweepable === null) return setState(empty);
        runner.start({ id, file, tables: file.sensitivities, sweepOf: sweepable });
      }, wait);
    };
    again.current = () => plan(0);
    plan(0);
    // While a slider is dragged nothing is settled, and the file would hold what is only tried.
    const off = desk.subscribe((change) => {
      if (!change.passing) plan(REST_MS);
      else setState(stale);
    });
    return () => {
      off();
      if (timer) clearTimeout(timer);
      runner.dispose();
    };
  }, [desk]);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result means another sweep
  useEffect(() => {
    if (!first.current) again.current();
    first.current = false;
  }, [sweepOf]);
  return state;
}

function stale(state: SensitivityState): SensitivityState {
  const entries = [...state.tables];
  if (state.progress === null && entries.every(([, { fresh }]) => !fresh)) return state;
  return {
    ...state,
    progress: null,
    tables: new Map(entries.map(([key, table]) => [key, { ...table, fresh: false }])),
  };
}

function after(state: SensitivityState, news: SensitivityNews): SensitivityState {
  switch (news.kind) {
    case 'progress':
      return { ...state, progress: news.total === 0 ? null : news.done / news.total };
    case 'table':
      return withTable(state, news.tableId, { table: news.table, fresh: true });
    case 'no-table':
      return withTable(state, news.tableId, { what: news.what, hint: news.hint, fresh: true });
    case 'sweep':
      return { ...state, sweep: news.sweep };
    case 'done':
      return { ...state, progress: null };
  }
}

function withTable(state: SensitivityState, id: string, table: TableState): SensitivityState {
  return { ...state, tables: new Map([...state.tables, [id, table]]) };
}
