import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <kbd
      translate="no"
      className={clsx(
        'inline-grid min-w-[1.9em] place-items-center rounded-[6px] bg-card px-1.5 py-0.5 font-mono text-[0.75em] font-medium text-muted shadow-[inset_0_0_0_1px_var(--line-strong),0_1px_0_var(--line-strong)]',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
