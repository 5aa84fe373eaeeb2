import { useCallback, useEffect, useState } from 'react';
import type {
  BudgetAnswer,
  LocalModelsAnswer,
  SettingsAnswer,
  SettingsChange,
  StatusAnswer,
} from '../agent/model-access.ts';
import { ApiRefusal, callApi } from './api.ts';

export interface SettingsData {
  readonly settings: SettingsAnswer;
  readonly status: StatusAnswer;
  readonly budget: BudgetAnswer | null;
  readonly local: LocalModelsAnswer;
}

export type SettingsState =
  | { readonly step: 'loading' }
  | { readonly step: 'signed-out' }
  | { readonly step: 'failed'; readonly error: unknown }
  | { readonly step: 'ready'; readonly data: SettingsData };

/** Settings, status, budget and local models, and how to change them. `change` rejects with {@link ApiRefusal}. */
export function useSettings() {
  const [state, setState] = useState<SettingsState>({ step: 'loading' });

  const load = useCallback(async (signal?: AbortSignal) => {
    const options = signal === undefined ? {} : { signal };
    try {
      // Asked first: a refusal that is known beforehand would only stand in the browser's log.
      const status = await callApi<StatusAnswer>('GET', '/api/status', options);
      if (!status.facilitator) {
        setState({ step: 'signed-out' });
        return;
      }
      const [settings, budget, local] = await Promise.all([
        callApi<SettingsAnswer>('GET', '/api/settings', options),
        callApi<BudgetAnswer>('GET', '/api/budget', options).catch(() => null),
        callApi<LocalModelsAnswer>('GET', '/api/models/local', options).catch(() => ({ servers: [] })),
      ]);
      setState({ step: 'ready', data: { settings, status, budget, local } });
    } catch (error) {
      if (signal?.aborted) return;
      const out = error instanceof ApiRefusal && (error.status === 401 || error.status === 403);
      setState(out ? { step: 'signed-out' } : { step: 'failed', error });
    }
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal);
    return () => controller.abort();
  }, [load]);

  const change = useCallback(
    async (body: SettingsChange) => {
      await callApi<SettingsAnswer>('PUT', '/api/settings', { body });
      await load();
    },
    [load],
  );

  const openRoom = useCallback(
    async (open: boolean, hours: number) => {
      await callApi('POST', '/api/room', { body: { open, hours } });
      await load();
    },
    [load],
  );

  return { state, load, change, openRoom };
}
