/**
 * The headers of every response. Pages carry their own script and style policy in a meta tag,
 * made at build with the hashes of what is in them; a browser applies both, so this one says
 * nothing of scripts and styles on pages and can only tighten the rest.
 */

export interface HeaderRequest {
  readonly origin: string;
  /** Path without query. */
  readonly path: string;
  readonly engine: 'embedded' | 'webcontainer';
}

/** Pages that boot a sandbox, and so need isolation for the WebContainer engine. */
const SANDBOX_PAGES = /^\/(labs\/.+|stage\/|playground\/|runs\/view\/)/;

/** Where WebContainer loads its runtime and shows its previews. */
const WEBCONTAINER_FRAMES = 'https://stackblitz.com https://*.stackblitz.com https://*.webcontainer-api.io';
const WEBCONTAINER_CALLS = `${WEBCONTAINER_FRAMES} https://*.webcontainer.io`;

const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers by lower-case name. A `/preview/` response brings its own policy, which is not touched. */
export function securityHeaders(request: HeaderRequest): Readonly<Record<string, string>> {
  const always = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': PERMISSIONS,
    'cross-origin-resource-policy': 'same-origin',
  };
  if (isUnder(request.path, '/preview')) {
    // A frame without an origin of its own is "cross-origin" to everything, also to its own files.
    // Inside an isolated page it must say itself that it loads nothing with credentials.
    return {
      ...always,
      'cross-origin-resource-policy': 'cross-origin',
      ...(request.engine === 'webcontainer' ? { 'cross-origin-embedder-policy': 'credentialless' } : {}),
    };
  }
  if (isUnder(request.path, '/api')) {
    return {
      ...always,
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    };
  }
  return { ...always, ...pageHeaders(request) };
}

function pageHeaders({ origin, path, engine }: HeaderRequest): Record<string, string> {
  const isolated = engine === 'webcontainer' && SANDBOX_PAGES.test(path);
  const policy = [
    `frame-src ${origin}/preview/${isolated ? ` ${WEBCONTAINER_FRAMES}` : ''}`,
    "frame-ancestors 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `connect-src 'self' blob: data:${isolated ? ` ${WEBCONTAINER_CALLS}` : ''}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
  ].join('; ');
  return {
    'content-security-policy': policy,
    'x-frame-options': 'SAMEORIGIN',
    ...(isolated
      ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'credentialless' }
      : {}),
  };
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
