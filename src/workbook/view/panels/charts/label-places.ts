/** Keeps labels at the ends of lines from lying over one another. */

/**
 * Moves labels as little as needed so that neighbours are `gap` apart and all stay inside.
 * The order of the answer is that of the input.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const order = wanted.map((at, index) => ({ at: clamp(at, low, high), index })).sort((a, b) => a.at - b.at);
  const step = Math.min(gap, order.length > 1 ? (high - low) / (order.length - 1) : gap);
  let groups = order.map(({ at, index }) => ({ centre: at, members: [index] }));
  for (let moved = true; moved; ) {
    moved = false;
    const next: typeof groups = [];
    for (const group of groups) {
      const before = next.at(-1);
      const reach = before ? ((before.members.length + group.members.length) * step) / 2 : 0;
      if (before && group.centre - before.centre < reach - 1e-9) {
        const members = [...before.members, ...group.members];
        const centre =
          (before.centre * before.members.length + group.centre * group.members.length) / members.length;
        next[next.length - 1] = { centre: within(centre, members.length, step, low, high), members };
        moved = true;
      } else next.push(group);
    }
    groups = next;
  }
  const places = new Array<number>(wanted.length).fill(low);
  for (const { centre, members } of groups) {
    for (const [place, index] of members.entries())
      places[index] = centre + (place - (members.length - 1) / 2) * step;
  }
  return places;
}

function within(centre: number, count: number, step: number, low: number, high: number): number {
  const half = ((count - 1) * step) / 2;
  return clamp(centre, low + half, high - half);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
