import clsx from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { IconButton } from '../components/icon-button.tsx';

/** A row of offers in one line. Where it is longer than its place, an edge fades and a button moves it. */
export function ScrollRow({ label, children }: { label: string; children: ReactNode }) {
  const row = useRef<HTMLFieldSetElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  const look = useCallback(() => {
    const element = row.current;
    if (!element) return;
    const before = element.scrollLeft > 4;
    const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 4;
    setMore((known) => (known.before === before && known.after === after ? known : { before, after }));
  }, []);
  // After every change of the row: chips come and go.
  useEffect(look);
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => watch.disconnect();
  }, [look]);
  function move(direction: 1 | -1) {
    const element = row.current;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element?.scrollBy({
      left: direction * element.clientWidth * 0.7,
      behavior: still ? 'instant' : 'smooth',
    });
  }
  return (
    <div className="relative flex min-w-0 items-center">
      <fieldset
        ref={row}
        onScroll={look}
        className={clsx(
          'flex min-w-0 flex-1 gap-2 overflow-x-auto p-0.5 [scrollbar-width:none]',
          more.before &&
            more.after &&
            '[mask-image:linear-gradient(90deg,transparent_2.5rem,black_5rem,black_calc(100%-5rem),transparent_calc(100%-2.5rem))]',
          more.before && !more.after && '[mask-image:linear-gradient(90deg,transparent_2.5rem,black_5rem)]',
          !more.before &&
            more.after &&
            '[mask-image:linear-gradient(90deg,black_calc(100%-5rem),transparent_calc(100%-2.5rem))]',
        )}
      >
        <legend className="sr-only">{label}</legend>
        {children}
      </fieldset>
      {more.before && (
        <span className="absolute left-0">
          <IconButton size="s" label="Earlier suggestions" icon={<ChevronLeft />} onClick={() => move(-1)} />
        </span>
      )}
      {more.after && (
        <span className="absolute right-0">
          <IconButton size="s" label="More suggestions" icon={<ChevronRight />} onClick={() => move(1)} />
        </span>
      )}
    </div>
  );
}
