export type Values = Readonly<Record<string, string | number>>;

/** Every text on screen passes through here, so that a second language is one file away. */
export function t(text: string, values: Values = {}): string {
  const sentence = text;
  return sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
}

/** How dates and numbers are written. */
export function locale(): string {
  return 'en-GB';
}

/** “Thursday 13 May” from 2027-05-13. */
export function longDay(date: string): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(`${date}T12:00:00`),
  );
}

/** “13 May” from 2027-05-13. */
export function shortDay(date: string): string {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' }).format(
    new Date(`${date}T12:00:00`),
  );
}

/** One or many: the texts are given whole, because languages differ in more than an s. */
export function plural(count: number, one: string, many: string): string {
  return t(count === 1 ? one : many, { count });
}
