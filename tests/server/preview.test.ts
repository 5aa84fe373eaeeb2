import { describe, expect, it } from 'vitest';
import { makePreviewPage, pageVersion, previewRoutes } from '../../src/server/preview.ts';

describe('the preview page', () => {
  it('carries the policy of the boundary, whatever the address', async () => {
    const app = previewRoutes({ development: true });
    for (const address of ['/', '/?v=other']) {
      const response = await app.request(address);
      expect(response.headers.get('content-security-policy')).toContain(
        "sandbox allow-scripts allow-forms; default-src 'none'",
      );
      expect(response.headers.get('content-security-policy')).toContain("connect-src 'none'");
    }
  });

  it('may stand in an isolated page, and still runs tests in WebKit', async () => {
    const response = await previewRoutes({ development: true }).request('/');
    // `require-corp` on a page without an origin makes WebKit cancel its blob workers.
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('credentialless');
  });

  it('is kept by browsers only under its own version', async () => {
    const page = await makePreviewPage();
    const app = previewRoutes({ page: async () => page });
    const kept = await app.request(`/?v=${pageVersion(page)}`);
    expect(kept.headers.get('cache-control')).toContain('immutable');
    for (const address of ['/', '/?v=0123456789abcdef']) {
      expect((await app.request(address)).headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('is the only page there', async () => {
    const response = await previewRoutes({ development: true }).request('/other');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  });
});
