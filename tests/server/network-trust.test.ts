/** A company's proxy and certificates. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { toModelError } from '../../src/server/models/provider-error.ts';
import { trustNetwork } from '../../src/server/network-trust.ts';

const connection = {
  id: 'c',
  kind: 'anthropic',
  label: 'The provider',
  model: 'm',
  baseUrl: 'https://api.example',
} as const;

function fakeNode(fails = false) {
  const seen: { proxy?: Readonly<Record<string, string | undefined>>; certificates?: string[] } = {};
  return {
    seen,
    setGlobalProxyFromEnv: (environment: Readonly<Record<string, string | undefined>>) => {
      if (fails) throw new Error('bad');
      seen.proxy = environment;
    },
    getCACertificates: (type: 'default' | 'system') => [`${type}-certificate`],
    setDefaultCACertificates: (certificates: string[]) => {
      seen.certificates = certificates;
    },
  };
}

describe('what the network asks for', () => {
  it('is taken up from the environment: the proxy, and the system’s own certificates', () => {
    const node = fakeNode();
    expect(trustNetwork({ HTTPS_PROXY: 'http://proxy:8080', NO_PROXY: '.intern' }, node)).toEqual([]);
    expect(node.seen.proxy).toMatchObject({ HTTPS_PROXY: 'http://proxy:8080' });
    expect(node.seen.proxy?.NO_PROXY?.split(',')).toEqual(
      expect.arrayContaining(['.intern', '127.0.0.1', 'localhost']),
    );
    expect(node.seen.certificates).toEqual(['default-certificate', 'system-certificate']);
  });

  it('is left alone where nothing asks', () => {
    const node = fakeNode();
    trustNetwork({}, node);
    expect(node.seen.proxy).toBeUndefined();
  });

  it('is said where it cannot be had', () => {
    expect(trustNetwork({ HTTPS_PROXY: '???' }, fakeNode(true))[0]).toContain('HTTPS_PROXY');
    expect(trustNetwork({ https_proxy: 'http://p:1' }, {})[0]).toContain('Node.js');
    expect(trustNetwork({ NODE_EXTRA_CA_CERTS: '/nowhere.pem' }, fakeNode())[0]).toContain('/nowhere.pem');
  });
});

describe('a proxy between server and provider', () => {
  let proxy: Server | undefined;
  afterEach(() => {
    proxy?.closeAllConnections();
    proxy?.close();
  });

  it('that wants a name is told as that', async () => {
    proxy = createServer();
    proxy.on('connect', (_request, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    );
    await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    trustNetwork({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
    const error = await fetch('https://api.example/').catch((thrown: unknown) => thrown);
    expect(toModelError({ name: 'E', message: '', cause: error }, connection, false)).toMatchObject({
      code: 'proxy',
      neverDispatched: true,
    });
    // What runs on this machine is asked directly.
    const own = createServer((_request, response) => response.end('here'));
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const answer = await fetch(`http://127.0.0.1:${(own.address() as AddressInfo).port}/`);
    expect(await answer.text()).toBe('here');
    own.closeAllConnections();
    own.close();
  });
});

describe('a certificate that nobody here knows', () => {
  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ])('%s is named, with what to set; nothing was sent, so nothing is booked', (code) => {
    const cause = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('handshake'), { code }),
    });
    const error = toModelError(
      { name: 'APIConnectionError', message: 'Connection error.', cause },
      connection,
      false,
    );
    expect(error).toMatchObject({
      code: 'certificate',
      neverDispatched: true,
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });
});
