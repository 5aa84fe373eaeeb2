import type { TestRunRequest } from '../preview-messages.ts';
import { send } from './channel.ts';

/** Runs tests in a worker of this frame: no origin, no network, and its end comes with the frame's. */
export function startTests(request: TestRunRequest): void {
  const { runner, ...rest } = request;
  const address = URL.createObjectURL(new Blob([runner], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => send({ type: 'test', event: data });
  worker.onerror = (event) =>
    send({ type: 'test', event: { type: 'crash', message: String(event.message) } });
  worker.postMessage(rest, [port2]);
}
