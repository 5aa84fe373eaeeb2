/** Dates as people type them: day, month and year with dots. */
const pattern = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** 05.11.2026 becomes 2026-11-05; anything else is null. */
export function toIso(text: string): string | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, day = '', month = '', year = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** What is wrong with the day of the damage, or null. `today` as 2026-11-05. */
export function dateProblem(text: string, today: string): string | null {
  const iso = toIso(text);
  if (iso === null) return 'Write the day like 05.11.2026';
  if (iso > today) return 'This day is still to come';
  if (iso < yearBefore(today)) return 'This is more than a year ago, please call us';
  return null;
}

export function isoOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function yearBefore(iso: string): string {
  return `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}`;
}
