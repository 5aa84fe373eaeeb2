/** The shell in a worker of the browser. Its name says whose programs it has. */
import type { ToWorker } from './protocol.ts';
import { startShell } from './worker-core.ts';

const receive = startShell((message) => postMessage(message), self.name === 'shell-real' ? 'real' : 'plain');
addEventListener('message', (event: MessageEvent<ToWorker>) => receive(event.data));
postMessage({ type: 'ready' });
