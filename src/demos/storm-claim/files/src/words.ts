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

/** “Thu” for a day of the week in a chart. */
export function weekday(date: Date): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short' }).format(date);
}

/** “5 November 2026”. */
export function longDate(date: Date): string {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric' }).format(date);
}

/** “£1,250”, with pence only where there are any. */
export function money(amount: number): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** One or many: the texts are given whole, because languages differ in more than an s. */
export function plural(count: number, one: string, many: string): string {
  return t(count === 1 ? one : many, { count });
}
