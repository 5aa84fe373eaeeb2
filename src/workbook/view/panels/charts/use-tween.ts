import { useEffect, useRef, useState } from 'react';
import type { ChartValues } from './chart-layout.ts';
import type { Domain } from './scale.ts';

export interface ChartMoment {
  readonly values: ChartValues;
  readonly domain: Domain;
}

/** How long a chart takes to get from one state to the next, ms. */
const TWEEN_MS = 220;

/**
 * Moves the numbers of a chart to what they are now, where only numbers changed. At once where
 * motion is not wanted, or where the chart has another shape.
 */
export function useTween(target: ChartMoment): ChartMoment {
  const [shown, setShown] = useState(target);
  const last = useRef(target);
  const wanted = useRef(target);
  const isNew = !sameMoment(wanted.current, target);
  if (isNew) wanted.current = target;
  const goal = wanted.current;
  useEffect(() => {
    const from = last.current;
    if (from === goal) return;
    if (!canMove(from, goal)) {
      last.current = goal;
      setShown(goal);
      return;
    }
    const begun = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const share = Math.min(1, Math.max(0.12, (now - begun) / TWEEN_MS));
      const next = share === 1 ? goal : between(from, goal, 1 - (1 - share) ** 3);
      last.current = next;
      setShown(next);
      if (share < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [goal]);
  // Another shape must not be drawn with the numbers of the last one, not even once.
  return sameShape(shown.values, goal.values) ? shown : goal;
}

function canMove(from: ChartMoment, to: ChartMoment): boolean {
  if (typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches)
    return false;
  return sameShape(from.values, to.values) && document.visibilityState === 'visible';
}

function sameShape(a: ChartValues, b: ChartValues): boolean {
  return a.length === b.length && a.every((series, index) => series.length === b[index]?.length);
}

function sameMoment(a: ChartMoment, b: ChartMoment): boolean {
  return (
    a.domain.low === b.domain.low &&
    a.domain.high === b.domain.high &&
    sameShape(a.values, b.values) &&
    a.values.every((series, index) => series.every((value, point) => value === b.values[index]?.[point]))
  );
}

function between(from: ChartMoment, to: ChartMoment, share: number): ChartMoment {
  const mix = (a: number, b: number) => a + (b - a) * share;
  return {
    domain: { low: mix(from.domain.low, to.domain.low), high: mix(from.domain.high, to.domain.high) },
    values: to.values.map((series, index) =>
      series.map((value, point) => {
        const before = from.values[index]?.[point] ?? null;
        return value === null || before === null ? value : mix(before, value);
      }),
    ),
  };
}
