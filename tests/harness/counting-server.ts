import dgram from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where stolen data would arrive. Counts everything that gets there. */
export interface CountingServer {
  readonly port: number;
  readonly udpPort: number;
  /** What came since the last call: requests by path, connections without one, datagrams. */
  take(): { requests: string[]; connections: number; datagrams: number };
  close(): Promise<void>;
}

/** Listens on the loopback, on ports that the system gives. */
export async function startCountingServer(): Promise<CountingServer> {
  let requests: string[] = [];
  let connections = 0;
  let datagrams = 0;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('ok');
  });
  server.on('upgrade', (request, socket) => {
    requests.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const udp = dgram.createSocket('udp4');
  udp.on('message', () => datagrams++);
  await new Promise<void>((resolve) => udp.bind(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    udpPort: udp.address().port,
    take() {
      const taken = { requests, connections, datagrams };
      requests = [];
      connections = 0;
      datagrams = 0;
      return taken;
    },
    async close() {
      udp.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
