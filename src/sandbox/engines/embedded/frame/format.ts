const textCap = 4_000;

/** The arguments of a console call as one text, with `%s` and the like filled in; bounded in depth and length. */
export function formatMessage(values: readonly unknown[]): string {
  const [first, ...others] = values;
  const rest = [...others];
  let text = '';
  if (typeof first === 'string') {
    text = first.replace(/%([sdifoOc%])/g, (whole, kind: string) => {
      if (kind === '%') return '%';
      if (rest.length === 0) return whole;
      const value = rest.shift();
      if (kind === 'c') return '';
      if (kind === 'd' || kind === 'i') return String(Math.trunc(Number(value)));
      return kind === 's' && typeof value === 'string' ? value : formatValue(value, 0);
    });
  } else if (values.length > 0) text = formatValue(first, 0);
  for (const value of rest) text += ` ${typeof value === 'string' ? value : formatValue(value, 0)}`;
  return text.length > textCap ? `${text.slice(0, textCap)} …` : text;
}

/** One value as a person would write it. */
export function formatValue(value: unknown, depth: number, seen: readonly object[] = []): string {
  try {
    if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value.slice(0, 500));
    if (typeof value === 'function') return `[function ${value.name || 'anonymous'}]`;
    if (typeof value !== 'object' || value === null)
      return typeof value === 'bigint' ? `${value}n` : String(value);
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (seen.includes(value)) return '[circular]';
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (typeof Element !== 'undefined' && value instanceof Element) return `<${value.tagName.toLowerCase()}>`;
    if (depth > 3) return Array.isArray(value) ? '[…]' : '{…}';
    return formatObject(value, depth, [...seen, value]);
  } catch {
    return '[unreadable]';
  }
}

function formatObject(value: object, depth: number, seen: readonly object[]): string {
  const show = (item: unknown) => formatValue(item, depth + 1, seen);
  if (Array.isArray(value)) return `[${bounded(value, show)}]`;
  if (value instanceof Set) return `Set {${bounded([...value], show)}}`;
  if (value instanceof Map)
    return `Map {${bounded([...value], ([key, item]) => `${show(key)} => ${show(item)}`)}}`;
  const name = value.constructor?.name ?? '';
  const fields = bounded(Object.entries(value), ([key, item]) => `${key}: ${show(item)}`);
  return `${name === '' || name === 'Object' ? '' : `${name} `}{${fields === '' ? '' : ` ${fields} `}}`;
}

function bounded<Item>(items: readonly Item[], show: (item: Item) => string): string {
  const shown = items.slice(0, 50).map(show).join(', ');
  return items.length > 50 ? `${shown}, … ${items.length - 50} more` : shown;
}
