/** Small things the record keeps in the browser besides labs and runs. */
import { keptText } from '../storage/items.ts';

const heardText = keptText('heard');

/** When the person said that they had heard of a capability; ISO times. */
export type HeardTimes = Readonly<Partial<Record<string, string>>>;

export function readHeard(): HeardTimes {
  try {
    const value: unknown = JSON.parse(heardText.read() ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

/** Said once, kept as first said. */
export function sayHeard(capability: string, at: string): HeardTimes {
  const next = { [capability]: at, ...readHeard() };
  heardText.write(JSON.stringify(next));
  return next;
}
