/** Which case a cell chooses: by number from 1, or by its name; −1 where neither. */
export function chosenCase(value: unknown, labels: readonly string[]): number {
  if (typeof value === 'number') return value >= 1 && value <= labels.length ? Math.round(value) - 1 : -1;
  if (typeof value !== 'string') return -1;
  return labels.findIndex((label) => label.toLowerCase() === value.trim().toLowerCase());
}
