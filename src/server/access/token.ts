/** Opaque secrets: 256 random bits for the holder, their hash for the store. */
import { createHash, randomBytes } from 'node:crypto';

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Plain SHA-256 is right here: the input has 256 random bits, nothing to guess. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
