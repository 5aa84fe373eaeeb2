/**
 * The headers of every response. Pages carry their own script and style policy in a meta tag,
 * made at build with the hashes of what is in them; a browser applies both, so this one says
 * nothing of scripts and styles on pages and can only tighten the rest.
 */

import { isolationHeaders, WEBCONTAINER_SOURCES } from '../sandbox/engines/webcontainer/isolation.ts';

export interface HeaderRequest {
  readonly origin: string;
  /** Path without query. */
  readonly path: string;
  readonly engine: 'embedded' | 'webcontainer';
}

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
  const isolation = request.engine === 'webcontainer' ? isolationHeaders(request.path) : {};
  const always = {
    ...isolation,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': PERMISSIONS,
    'cross-origin-resource-policy': 'same-origin',
  };
  if (isUnder(request.path, '/preview')) {
    // A frame without an origin of its own is "cross-origin" to everything, also to its own files.
    return { ...always, 'cross-origin-resource-policy': 'cross-origin' };
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
  return { ...always, ...pageHeaders(request.origin, 'cross-origin-opener-policy' in isolation) };
}

/** `isolated`: the page boots the WebContainer engine and may reach it. */
function pageHeaders(origin: string, isolated: boolean): Record<string, string> {
  const { frame, connect } = WEBCONTAINER_SOURCES;
  const policy = [
    `frame-src ${origin}/preview/${isolated ? ` ${frame.join(' ')}` : ''}`,
    "frame-ancestors 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `connect-src 'self' blob: data:${isolated ? ` ${connect.join(' ')}` : ''}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
  ].join('; ');
  return { 'content-security-policy': policy, 'x-frame-options': 'SAMEORIGIN' };
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
