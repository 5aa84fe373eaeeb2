import type { ReactNode, Ref, UIEventHandler } from 'react';

interface ScrollRegionProps {
  label: string;
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLElement>;
  onScroll?: UIEventHandler<HTMLElement>;
}

/** A named place that scrolls, by keyboard too. */
export function ScrollRegion({ label, className, children, ref, onScroll }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className={className}
      onScroll={onScroll}
    >
      {children}
    </section>
  );
}
