/** Entry of the thread that `thread-port.ts` starts. */
import { parentPort, workerData } from 'node:worker_threads';
import { startShell } from '../../../src/sandbox/engines/embedded/shell/worker-core.ts';

const receive = startShell((message) => parentPort?.postMessage(message), workerData);
parentPort?.on('message', receive);
parentPort?.postMessage({ type: 'ready' });
