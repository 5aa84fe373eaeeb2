/**
 * Takes away what reaches the network past the page's policy. No directive that browsers
 * enforce covers WebRTC, so its names go before any other code runs.
 */
export function removeWebRtc(scope: typeof globalThis): void {
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (/rtc/i.test(name)) remove(scope, name);
  }
  for (const name of ['WebTransport', 'WebSocketStream', 'TCPSocket', 'UDPSocket']) remove(scope, name);
  for (const name of ['mediaDevices', 'getUserMedia', 'webkitGetUserMedia', 'mozGetUserMedia']) {
    remove(Navigator.prototype, name);
  }
}

function remove(target: object, name: string): void {
  if (!(name in target)) return;
  if (!Reflect.deleteProperty(target, name) || name in target) {
    Reflect.defineProperty(target, name, { value: undefined, writable: false, configurable: false });
  }
}
