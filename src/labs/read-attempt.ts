/** Reads an attempt that this browser kept itself. Imports from elsewhere go through the full schema. */
import type { LabAttempt } from './attempt.ts';
import { ATTEMPT_VERSION } from './attempt-version.ts';

const texts = ['id', 'lab', 'demo', 'startedAt', 'updatedAt'] as const;
const objects = ['place', 'drafts', 'flaw', 'hints'] as const;

/** The attempt, or null where the text is broken, foreign or of another version. Costs no schema library. */
export function readAttempt(text: string): LabAttempt | null {
  const value = parseJson(text);
  if (!isRecord(value) || value['version'] !== ATTEMPT_VERSION) return null;
  const whole =
    texts.every((key) => typeof value[key] === 'string') &&
    objects.every((key) => isRecord(value[key])) &&
    Array.isArray(value['changes']) &&
    value['changes'].every((change) => isRecord(change) && typeof change['id'] === 'string');
  return whole ? (value as unknown as LabAttempt) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
