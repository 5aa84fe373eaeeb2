import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** An icon or a small drawing. */
  icon?: ReactNode;
  title: string;
  /** Why it is empty and how it fills. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string | undefined;
}

/** What a screen shows while there is nothing yet. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={clsx('mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-14 text-center', className)}
    >
      {icon === undefined ? null : (
        <div
          aria-hidden="true"
          className="mb-3 grid size-16 place-items-center rounded-[20px] bg-brand-soft text-brand [&_svg]:size-7"
        >
          {icon}
        </div>
      )}
      <h2 className="text-heading">{title}</h2>
      {children === undefined ? null : <div className="text-muted">{children}</div>}
      {action === undefined ? null : (
        <div className="mt-4 flex flex-wrap justify-center gap-2.5">{action}</div>
      )}
    </div>
  );
}
