import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fitFrame } from './devices.ts';

interface PreviewFrameProps {
  /** Called with the element the preview shall live in, and with null when it goes away. */
  attach: (element: HTMLElement | null) => void;
  /** CSS pixels; null fills the pane. */
  width: number | null;
  /** Also enlarge, for a projector. */
  grow?: boolean;
  /** Keeps pointer and keyboard out: a picture, not a tool. */
  inert?: boolean;
}

/**
 * The place of the preview's frame: measures the pane, sets the frame's size and scales it.
 * The host element stays the same for the life of the component, so the page in it is never loaded anew.
 */
export function PreviewFrame({ attach, width, grow = false, inert = false }: PreviewFrameProps) {
  const pane = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    attach(host.current);
    return () => attach(null);
  }, [attach]);
  const fit = fitFrame(size, width, grow);
  const narrower = width !== null && fit.width * fit.scale < size.width;
  return (
    <div ref={pane} className={`relative h-full w-full overflow-hidden ${narrower ? 'bg-sunk' : ''}`}>
      <div
        ref={host}
        inert={inert}
        className={`absolute top-0 left-1/2 origin-top overflow-hidden bg-white [&>iframe]:block [&>iframe]:h-full [&>iframe]:w-full [&>iframe]:border-0 ${
          narrower ? 'shadow-card' : ''
        }`}
        style={{
          width: size.width === 0 ? '100%' : fit.width,
          height: size.height === 0 ? '100%' : fit.height,
          transform: `translateX(-50%) scale(${fit.scale})`,
        }}
      />
    </div>
  );
}
