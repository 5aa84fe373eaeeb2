import clsx from 'clsx';
import { type CSSProperties, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

interface SteadyPaneProps {
  /** What keeps its place in the page's tree. */
  pane: ReactNode;
  /** The layout; what it is given marks where the pane is seen. */
  children: (place: ReactNode) => ReactNode;
  /** Default yes; otherwise it stays laid out behind the layout, and out of reach. */
  inFront?: boolean;
  className?: string;
  paneClassName?: string | undefined;
}

/**
 * A pane that stays where it is in the page's tree while the layout around it becomes another one: a frame that is
 * moved in the tree loads its page anew. It is laid over the place that the layout keeps for it.
 */
export function SteadyPane({ pane, children, inFront = true, className, paneClassName }: SteadyPaneProps) {
  const id = useId();
  const stage = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [box, setBox] = useState<CSSProperties>({ inset: 0 });
  useLayoutEffect(() => {
    const outer = stage.current;
    if (!place || !outer) return;
    const measure = () => {
      const [inside, whole] = [place.getBoundingClientRect(), outer.getBoundingClientRect()];
      // A place that is not shown has no size: the pane keeps the last one, cut off where that is too wide by now.
      if (inside.width === 0 || inside.height === 0) return;
      const { width, height } = inside;
      setBox({ top: inside.top - whole.top, left: inside.left - whole.left, width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [place]);
  return (
    <div
      ref={stage}
      className={clsx('relative isolate flex min-h-0 min-w-0 flex-col overflow-x-clip', className)}
    >
      <div
        id={id}
        inert={!inFront}
        className={clsx('absolute flex min-h-0 min-w-0 flex-col', inFront ? 'z-2' : '-z-1', paneClassName)}
        style={box}
      >
        {pane}
      </div>
      {children(<div ref={setPlace} aria-owns={id} className="min-h-0 min-w-0 flex-1" />)}
    </div>
  );
}
