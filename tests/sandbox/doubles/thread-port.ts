/** The real shell in a thread of Node, in place of a worker of the browser. */
import { Worker } from 'node:worker_threads';
import type {
  FromWorker,
  ShellPort,
  ShellPrograms,
} from '../../../src/sandbox/engines/embedded/shell/protocol.ts';

export function createThreadPort(programs: ShellPrograms = 'plain'): ShellPort {
  const worker = new Worker(new URL('./shell-thread.ts', import.meta.url), { workerData: programs });
  worker.unref();
  let ended = false;
  return {
    post: (message) => worker.postMessage(message),
    listen(onMessage, onCrash) {
      worker.on('message', (message: FromWorker) => {
        if (!ended) onMessage(message);
      });
      worker.on('error', (error) => {
        if (!ended) onCrash(error instanceof Error ? error.message : String(error));
      });
    },
    terminate() {
      ended = true;
      void worker.terminate();
    },
  };
}
