/** A provider behind a certificate of one's own: a real TLS server on loopback, asked through the real SDKs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderKind } from '../../src/agent/model-access.ts';
import { trustNetwork } from '../../src/server/network-trust.ts';
import { anthropicEvents } from '../doubles/anthropic-wire.ts';
import { chatEvents } from '../doubles/chat-wire.ts';
import { responsesEvents } from '../doubles/responses-wire.ts';
import { toSse } from '../doubles/turn.ts';
import { askOdd } from './models/ask-odd.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsthand-certificate-'));
const certificate = join(folder, 'certificate.pem');
const before = tls.getCACertificates('default');
let server: Server;
let asked = 0;
const address = { baseUrl: '' };

const WIRES = { anthropic: anthropicEvents, openai: responsesEvents, compatible: chatEvents } as const;
let wire: ProviderKind = 'anthropic';

beforeAll(async () => {
  const key = join(folder, 'key.pem');
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ].concat([
      '-subj',
      '/CN=Private',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      key,
      '-out',
      certificate,
    ]),
    { stdio: 'ignore' },
  );
  server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    asked += 1;
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(WIRES[wire]({ text: 'Done.' }, 'm').map(toSse).join(''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address.baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

beforeEach(() => {
  asked = 0;
});

afterAll(async () => {
  tls.setDefaultCACertificates(before);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const KINDS: readonly ProviderKind[] = ['anthropic', 'openai', 'compatible'];

describe('a private certificate', () => {
  // First, as a connection that was trusted once is kept.
  it.each(KINDS)('is named with its remedy, and nothing is booked: %s', async (kind) => {
    wire = kind;
    const { error, booked, released } = await askOdd(address, { kind, model: 'm' });
    expect(error).toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('127.0.0.1'),
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    expect([booked.length, released(), asked]).toEqual([0, 1, 0]);
  });

  it.each(KINDS)('is trusted where its file is named: %s', async (kind) => {
    wire = kind;
    expect(trustNetwork({ NODE_EXTRA_CA_CERTS: certificate })).toEqual([]);
    const { error, text } = await askOdd(address, { kind, model: 'm' });
    expect(error).toBeUndefined();
    expect([text, asked]).toEqual(['Done.', 1]);
  });
});
