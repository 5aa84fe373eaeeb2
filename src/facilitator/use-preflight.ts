import { useCallback, useEffect, useRef, useState } from 'react';
import type { PreflightAnswer, PreflightLight, StatusAnswer } from '../agent/model-access.ts';
import { ApiRefusal, callApi } from './api.ts';
import { browserLights } from './browser-lights.ts';
import { browserSight } from './browser-sight.ts';
import { addressLight, clockLight } from './server-lights.ts';
import { workbookLight } from './workbook-light.ts';

const SERVER = 'Server and model';
const SANDBOX = 'Sandbox';
const BROWSER = 'Browser, storage, screen';
const WORKBOOK = 'Financial model';
const GROUPS: readonly string[] = [BROWSER, WORKBOOK, SANDBOX, SERVER];

/** Runs every light once, and anew on request. Put `frame` on the element that shows the sandbox's page. */
export function usePreflight() {
  const [lights, setLights] = useState<readonly PreflightLight[]>([]);
  const [waiting, setWaiting] = useState<readonly string[]>(GROUPS);
  const frame = useRef<HTMLDivElement>(null);
  const end = useRef(() => {});

  const start = useCallback(() => {
    end.current();
    const controller = new AbortController();
    setLights([]);
    setWaiting(GROUPS);
    const disposing = lightAll(frame.current, controller.signal, (title, found) => {
      setLights((before) => [...before, ...found]);
      setWaiting((before) => before.filter((name) => name !== title));
    });
    end.current = () => {
      controller.abort();
      void disposing.then((dispose) => dispose());
    };
  }, []);

  useEffect(() => {
    start();
    return () => end.current();
  }, [start]);

  return { lights, waiting, done: waiting.length === 0, again: start, frame };
}

type Report = (title: string, lights: readonly PreflightLight[]) => void;

/** Tries everything, reporting each group as it is known; resolves to what takes the sandbox away. */
async function lightAll(
  element: HTMLElement | null,
  signal: AbortSignal,
  report: Report,
): Promise<() => Promise<void>> {
  const tell: Report = (title, lights) => {
    if (!signal.aborted) report(title, lights);
  };
  tell(BROWSER, await browserLights(browserSight()));
  tell(WORKBOOK, [await workbookLight()]);
  const status = await askStatus(signal);
  const [tried] = await Promise.all([
    sandboxLight(element, status, signal).then((result) => {
      tell(SANDBOX, [result.light]);
      return result;
    }),
    serverLights(status, signal).then((lights) => tell(SERVER, lights)),
  ]);
  return tried.dispose;
}

async function askStatus(signal: AbortSignal): Promise<StatusAnswer | null> {
  return callApi<StatusAnswer>('GET', '/api/status', { signal }).catch(() => null);
}

async function sandboxLight(element: HTMLElement | null, status: StatusAnswer | null, signal: AbortSignal) {
  const { trySandbox } = await import('./sandbox-light.ts');
  return trySandbox(element ?? document.createElement('div'), status ?? { engine: 'embedded' }, { signal });
}

async function serverLights(status: StatusAnswer | null, signal: AbortSignal): Promise<PreflightLight[]> {
  const base = { id: 'server', title: 'The kit’s server' };
  if (status === null) {
    return [
      {
        ...base,
        state: 'red',
        text: 'The kit’s server does not answer.',
        remedy:
          'Look whether it is still running where you started it. This page came from it, or from the browser’s memory.',
      },
    ];
  }
  const up = [
    { ...base, state: 'green', text: `Version ${status.version} answers.` } as const,
    addressLight(location.origin, status.origin),
    clockLight(status.now - Date.now()),
  ];
  if (!status.facilitator) return [...up, modelUnknown(status, true)];
  try {
    const answer = await callApi<PreflightAnswer>('POST', '/api/preflight', { body: {}, signal });
    return [...up, ...answer.lights];
  } catch (error) {
    const signedOut = error instanceof ApiRefusal && (error.status === 401 || error.status === 403);
    return [...up, modelUnknown(status, signedOut)];
  }
}

/** Without a facilitator's session the provider cannot be tried; what is known is still said. */
function modelUnknown(status: StatusAnswer, signedOut: boolean): PreflightLight {
  const base = { id: 'model', title: 'Model' };
  if (status.model === null) {
    return {
      ...base,
      state: 'amber',
      text: 'None is connected: rehearsals play the model’s part.',
      remedy: 'Nothing to do for a rehearsal. To run live, connect a model in the settings.',
    };
  }
  return {
    ...base,
    state: 'amber',
    text: `${status.model.label} is connected. It was not tried.`,
    remedy: signedOut ? 'Sign in as facilitator, then check again.' : 'Check again.',
  };
}
