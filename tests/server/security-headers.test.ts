import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../src/server/security-headers.ts';

const origin = 'http://192.168.1.20:4321';
const page = (path: string, engine: 'embedded' | 'webcontainer' = 'embedded') =>
  securityHeaders({ origin, path, engine });

describe('security headers', () => {
  it('let a page frame nothing but this site’s preview', () => {
    expect(page('/labs/web-app/')['content-security-policy']).toContain(`frame-src ${origin}/preview/;`);
    for (const path of ['/', '/stage/', '/404', '/_astro/x.js']) {
      const policy = page(path)['content-security-policy'] ?? '';
      for (const part of [
        `frame-src ${origin}/preview/;`,
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ]) {
        expect(policy).toContain(part);
      }
    }
  });

  it('leave scripts and styles of pages to the hashes in the page', () => {
    expect(page('/')['content-security-policy']).not.toMatch(/script-src|style-src|default-src/);
  });

  it('allow nothing at all in what the API answers', () => {
    expect(page('/api/status')['content-security-policy']).toContain("default-src 'none'");
    expect(page('/api/status')['cache-control']).toBe('no-store');
  });

  it('leave the preview its own policy', () => {
    expect(page('/preview/')).not.toHaveProperty('content-security-policy');
    expect(page('/preview-elsewhere/')).toHaveProperty('content-security-policy');
  });

  it('isolate only pages that boot the WebContainer engine, where the operator chose it', () => {
    expect(page('/playground/', 'webcontainer')).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(page('/playground/', 'webcontainer')['content-security-policy']).toContain(
      'https://stackblitz.com',
    );
    for (const headers of [page('/', 'webcontainer'), page('/labs/', 'webcontainer'), page('/playground/')]) {
      expect(headers).not.toHaveProperty('cross-origin-opener-policy');
      expect(JSON.stringify(headers)).not.toContain('stackblitz');
    }
  });
});
