import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** The size of an element's content box in whole pixels; zero before it is laid out. */
export function useSize<T extends HTMLElement>(): [RefObject<T | null>, BoxSize] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState<BoxSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const next = { width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) };
      setSize((now) => (now.width === next.width && now.height === next.height ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
