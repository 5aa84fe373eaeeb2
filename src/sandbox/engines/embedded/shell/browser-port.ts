/** Starts the shell's worker in a browser. */
import type { FromWorker, ShellPort, ShellPrograms } from './protocol.ts';

export function createBrowserPort(programs: ShellPrograms = 'plain'): ShellPort {
  const worker = new Worker(new URL('./shell.worker.ts', import.meta.url), {
    type: 'module',
    name: `shell-${programs}`,
  });
  return {
    post: (message) => worker.postMessage(message),
    listen(onMessage, onCrash) {
      worker.addEventListener('message', (event: MessageEvent<FromWorker>) => onMessage(event.data));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        onCrash(event.message || 'the worker could not be loaded');
      });
      worker.addEventListener('messageerror', () => onCrash('a message could not be read'));
    },
    terminate: () => worker.terminate(),
  };
}
