import { useEffect, useState } from 'react';
import type { ModelStatus, StatusAnswer } from '../agent/model-access.ts';

/** Whether a model can be asked from this browser, and why not. */
export type ModelReach =
  | { readonly state: 'asking' }
  | { readonly state: 'ready'; readonly model: ModelStatus }
  /** `closed`: a model is connected, and participants may not ask it now. */
  | { readonly state: 'no-model' | 'closed' | 'no-answer' };

/** Asks the server once which model may be asked. */
export function useModelReach(): ModelReach {
  const [reach, setReach] = useState<ModelReach>({ state: 'asking' });
  useEffect(() => {
    const stop = new AbortController();
    fetch('/api/status', { signal: stop.signal, headers: { accept: 'application/json' } })
      .then(async (answer) => (answer.ok ? reachOf((await answer.json()) as StatusAnswer) : noAnswer))
      .catch(() => noAnswer)
      .then((found) => {
        if (!stop.signal.aborted) setReach(found);
      });
    return () => stop.abort();
  }, []);
  return reach;
}

const noAnswer: ModelReach = { state: 'no-answer' };

function reachOf({ model, modelAllowed }: StatusAnswer): ModelReach {
  if (!model) return { state: 'no-model' };
  return modelAllowed ? { state: 'ready', model } : { state: 'closed' };
}
