/** The shell in a worker of the browser. */
import type { ToWorker } from './protocol.ts';
import { startShell } from './worker-core.ts';

const receive = startShell((message) => postMessage(message));
addEventListener('message', (event: MessageEvent<ToWorker>) => receive(event.data));
postMessage({ type: 'ready' });
