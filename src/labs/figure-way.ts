export type FigureWay = 'up' | 'same' | 'down';

/** Which way a figure went; a change of less than a millionth of it is none. */
export function wayOf(before: number, now: number): FigureWay {
  const least = Math.max(1e-9, Math.abs(before) * 1e-6);
  if (Math.abs(now - before) <= least) return 'same';
  return now > before ? 'up' : 'down';
}
