import { useEffect, useRef } from 'react';

/** A red dot that follows the pointer; the pointer itself is hidden. */
export function Laser() {
  const dot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    function onMove(event: PointerEvent) {
      if (dot.current) dot.current.style.translate = `${event.clientX}px ${event.clientY}px`;
    }
    addEventListener('pointermove', onMove);
    return () => removeEventListener('pointermove', onMove);
  }, []);
  return (
    <div className="absolute inset-0 z-60 cursor-none" aria-hidden="true">
      <div
        ref={dot}
        className="pointer-events-none fixed top-0 left-0 -mt-3.5 -ml-3.5 size-7 rounded-full bg-[radial-gradient(circle,#ff3b30_0_35%,#ff3b3066_45%,transparent_70%)]"
      />
    </div>
  );
}
