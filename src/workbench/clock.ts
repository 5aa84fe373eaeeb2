/** Times as the screens show them. */

/** `2:41`, or `1:02:41` from an hour on. Never negative. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** A duration in words, for screen readers: "2 minutes 41 seconds". */
export function speakClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const words = [
    ...(minutes > 0 ? [`${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`] : []),
    ...(seconds % 60 > 0 || minutes === 0
      ? [`${seconds % 60} ${seconds % 60 === 1 ? 'second' : 'seconds'}`]
      : []),
  ];
  return words.join(' ');
}

/** How long one step took: `0.4 s`, `12 s`, `2:05`; empty below a tenth of a second. */
export function formatDuration(ms: number): string {
  if (ms < 100) return '';
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  return formatClock(ms);
}

/** Tokens: `950`, `12.4k`, `1.2M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  if (tokens < 1_000_000) return `${(tokens / 1000).toFixed(tokens < 10_000 ? 1 : 0)}k`;
  return `${(tokens / 1_000_000).toFixed(1)}M`;
}

/** Micro-US-dollars as `$0.042`; three figures below a dollar, two from there. */
export function formatCost(microUsd: number): string {
  const dollars = microUsd / 1_000_000;
  if (dollars > 0 && dollars < 0.001) return '< $0.001';
  return `$${dollars.toFixed(dollars < 1 ? 3 : 2)}`;
}

/** What was spent; at least so much where a part has no price. Null where no price is known at all. */
export function formatSpent({ microUsd, unpriced }: { microUsd: number; unpriced: number }): string | null {
  if (unpriced > 0 && microUsd === 0) return null;
  return `${unpriced > 0 ? '≥ ' : ''}${formatCost(microUsd)}`;
}
