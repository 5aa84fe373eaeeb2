/** A session's parts in a browser: everything heavy is fetched when a run is prepared, not before. */
import { anySignal } from '../abort/any-signal.ts';
import type { StatusAnswer } from '../agent/model-access.ts';
import { onLeave } from '../components/on-leave.ts';
import { createRunId } from '../run/header.ts';
import { openTabChannel } from '../storage/channel.ts';
import { keptText } from '../storage/items.ts';
import { modelPace } from './pace.ts';
import { PreviewPlace } from './preview-place.ts';
import { takeLease } from './run-lease.ts';
import type { SessionDependencies, SessionParts } from './session-parts.ts';
import { browserStore } from './session-store.ts';

/** A server that is gone refuses at once; one on a busy machine is waited for, or a live show becomes a rehearsal, ms. */
const STATUS_MS = 30_000;

async function loadParts(): Promise<SessionParts> {
  const [boot, loop, interrupted, tools, gateway, rehearsal, replay, replayRun] = await Promise.all([
    import('../sandbox/boot.ts'),
    import('../agent/loop.ts'),
    import('../agent/close-interrupted.ts'),
    import('../agent/tools/create-tools.ts'),
    import('../agent/models/gateway.ts'),
    import('../agent/models/rehearsal.ts'),
    import('../agent/models/replay.ts'),
    import('../agent/replay-run.ts'),
  ]);
  return {
    bootSandbox: ({ engine, webcontainerKey, signal }) =>
      boot.bootSandbox({
        engine,
        signal,
        ...(webcontainerKey ? { webcontainer: { apiKey: webcontainerKey } } : {}),
      }),
    runAgent: loop.runAgent,
    closeInterrupted: interrupted.closeInterrupted,
    loadWorkbook: async () => (await import('./workbook-parts.ts')).workbookParts,
    createTools: ({ sandbox, runChecks }) => tools.createTools({ sandbox, checks: runChecks }),
    liveModel: (model) =>
      gateway.createGatewayModel({
        fetch: (...request) => fetch(...request),
        modelId: model.id,
        label: model.label,
      }),
    rehearsalModel: (script, now) => rehearsal.createRehearsalModel(script, { pace: () => modelPace(now()) }),
    replayModel: (record) => replay.createReplayModel(record),
    replayRun: ({ paceNow, ...options }) =>
      replayRun.replayRun({ ...options, pace: () => modelPace(paceNow()) }),
  };
}

async function readStatus(signal: AbortSignal): Promise<StatusAnswer | null> {
  const answer = await fetch('/api/status', {
    signal: anySignal([signal, AbortSignal.timeout(STATUS_MS)]),
    headers: { accept: 'application/json' },
  });
  return answer.ok ? ((await answer.json()) as StatusAnswer) : null;
}

async function loadDemo(id: string) {
  const { findDemo } = await import('./registry.ts');
  const entry = findDemo(id);
  if (!entry) throw new Error(`There is no demo “${id}”.`);
  return entry.load();
}

/** The real parts. */
export function browserDependencies(): SessionDependencies {
  return {
    loadDemo,
    loadParts,
    status: readStatus,
    store: browserStore,
    now: () => Date.now(),
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    takeLease: (runId) =>
      takeLease(runId, {
        openChannel: (id) => openTabChannel('runLeases', id),
        tab: createRunId(),
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      }),
    createPreviewPlace: () => new PreviewPlace(),
    startMark: (runId) => keptText('runStarts', runId),
    isOnline: () => navigator.onLine,
    onOnline: (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    onLeave,
    createRunId,
  };
}
