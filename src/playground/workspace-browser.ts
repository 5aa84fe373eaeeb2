/** The playground's workspace with its real parts; the sandbox is fetched when it boots. */
import { anySignal } from '../abort/any-signal.ts';
import { keptText } from '../storage/items.ts';
import { browserLeaveNote } from './leave-note.ts';
import { Workspace } from './workspace.ts';
import { openWorkspaceStore } from './workspace-store.ts';

/** A server that is gone refuses at once; one on a busy machine is waited for, or a live show becomes a rehearsal, ms. */
const STATUS_MS = 30_000;

interface EngineAnswer {
  readonly engine: 'embedded' | 'webcontainer';
  readonly webcontainerKey?: string;
}

async function chosenEngine(signal: AbortSignal): Promise<EngineAnswer> {
  try {
    const answer = await fetch('/api/status', {
      signal: anySignal([signal, AbortSignal.timeout(STATUS_MS)]),
    });
    if (answer.ok) return (await answer.json()) as EngineAnswer;
  } catch {
    // Without an answer the engine that needs nothing runs.
  }
  return { engine: 'embedded' };
}

export function createBrowserWorkspace(): Workspace {
  return new Workspace({
    boot: async (signal) => {
      const [{ bootSandbox }, { engine, webcontainerKey }] = await Promise.all([
        import('../sandbox/boot.ts'),
        chosenEngine(signal),
      ]);
      return bootSandbox({
        engine,
        signal,
        ...(webcontainerKey ? { webcontainer: { apiKey: webcontainerKey } } : {}),
      });
    },
    template: async () => (await import('../sandbox/project-template.ts')).projectTemplate,
    store: openWorkspaceStore(),
    note: browserLeaveNote(),
    startMark: keptText('playgroundStart'),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}
