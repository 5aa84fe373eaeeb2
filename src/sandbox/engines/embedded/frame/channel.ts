/** The private port to the host: taken once, from the parent's first message, before any user code runs. */
import { CONNECT, type FromFrame, type ToFrame } from '../preview-messages.ts';
import { getter, listen, method, unlisten } from './intrinsics.ts';

const readData = getter(MessageEvent.prototype, 'data');
const post = method(MessagePort.prototype.postMessage) as (port: MessagePort, message: unknown) => void;

let port: MessagePort | null = null;

/** Sends to the host; before the port is there nothing is sent. */
export function send(message: FromFrame): void {
  if (port === null) return;
  try {
    post(port, message);
  } catch {
    // A value that cannot be copied: the host sees a missing answer and times out.
  }
}

/** Waits for the port and hands every message of the host to `receive`. */
export function openChannel(receive: (message: ToFrame) => void): void {
  const host = window.parent;
  function connect(event: Event): void {
    if (!(event instanceof MessageEvent) || !event.isTrusted || event.source !== host || host === window)
      return;
    const [given] = event.ports;
    if (event.data !== CONNECT || given === undefined) return;
    unlisten(window, 'message', connect);
    event.stopImmediatePropagation();
    port = given;
    listen(given, 'message', (message) => receive(readData(message as MessageEvent) as ToFrame));
    given.start();
  }
  listen(window, 'message', connect);
}
