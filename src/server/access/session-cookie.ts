/** The facilitator's cookie: opaque, out of reach of scripts, bound to https where there is https. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext } from '../app.ts';
import { SESSION_ABSOLUTE_MS } from './sessions.ts';

const PLAIN_NAME = 'firsthand-session';
/** Browsers accept this prefix only with Secure, Path=/ and no Domain. */
const SECURE_NAME = `__Host-${PLAIN_NAME}`;

export function readSessionToken(context: AppContext): string | undefined {
  const token = getCookie(context as Context, isSecure(context) ? SECURE_NAME : PLAIN_NAME);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

export function writeSessionToken(context: AppContext, token: string): void {
  const secure = isSecure(context);
  setCookie(context as Context, secure ? SECURE_NAME : PLAIN_NAME, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure,
    maxAge: SESSION_ABSOLUTE_MS / 1000,
  });
}

export function clearSessionToken(context: AppContext): void {
  const secure = isSecure(context);
  deleteCookie(context as Context, secure ? SECURE_NAME : PLAIN_NAME, { path: '/', secure });
}

function isSecure(context: AppContext): boolean {
  return context.get('origin').startsWith('https:');
}
