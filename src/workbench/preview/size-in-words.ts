const units = ['KB', 'MB', 'GB'] as const;

/** Bytes as a person reads them: 980 bytes, 1.2 KB, 14 MB. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power - 1] ?? 'KB'}`;
}
