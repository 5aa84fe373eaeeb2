import type { TestRunRequest } from '../preview-messages.ts';
import { send } from './channel.ts';

/** Runs tests in a worker of this frame: no origin, no network, and its end comes with the frame's. */
export function startTests(request: TestRunRequest): void {
  const { runner, ...rest } = request;
  const address = URL.createObjectURL(new Blob([runner], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const { port1, port2 } = new MessageChannel();
  let started = false;
  port1.onmessage = ({ data }) => {
    started = true;
    send({ type: 'test', event: data });
  };
  // A worker that the browser refuses sends a plain event, without a message.
  worker.onerror = ({ message = '' }) =>
    send({ type: 'test', event: { type: started ? 'crash' : 'unstarted', message: String(message) } });
  worker.postMessage(rest, [port2]);
}
