/** Micro-US-dollars as people write money: `$1.20`, `$0.0042` where cents would hide it. */
export function dollars(microUsd: number): string {
  const value = microUsd / 1e6;
  const digits = value !== 0 && Math.abs(value) < 0.01 ? 4 : 2;
  return `$${value.toFixed(digits)}`;
}

/** `until 16:30`, with the day where it is not today. */
export function untilWords(iso: string, now: Date): string {
  const until = new Date(iso);
  const sameDay = until.toDateString() === now.toDateString();
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(until);
  if (sameDay) return `until ${time}`;
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(until);
  return `until ${day}, ${time}`;
}
