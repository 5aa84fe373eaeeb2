import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';

export interface ChipProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: ReactNode;
  /** For chips that choose: shown filled, and announced as pressed. */
  selected?: boolean | undefined;
  /** Default `m`; `stage` for the projector, where words that are too many for a line take two. */
  size?: 'm' | 'stage' | undefined;
}

/** A small offer: one press does it. */
export function Chip({
  icon,
  selected,
  size = 'm',
  className,
  children,
  type = 'button',
  ...rest
}: ChipProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-pressed={selected}
      className={clsx(
        'inline-flex max-w-full shrink-0 items-center rounded-chip font-medium transition-[background-color,box-shadow,color,transform] active:translate-y-px',
        'disabled:opacity-50 [&_svg]:shrink-0',
        size === 'stage'
          ? 'min-h-15 gap-3 px-7 py-2 text-left text-stage-s [&_svg]:size-6'
          : 'h-9 touch:h-11 gap-1.5 px-3.5 text-[0.84375rem] [&_svg]:size-4',
        selected
          ? 'bg-brand-soft text-brand shadow-[inset_0_0_0_1.5px_var(--brand)]'
          : 'bg-card text-ink shadow-[inset_0_0_0_1px_var(--line-strong)] hover:shadow-[inset_0_0_0_1.5px_var(--field)]',
        className,
      )}
    >
      {icon}
      <span className={clsx('min-w-0', size === 'm' && 'truncate')}>{children}</span>
    </button>
  );
}
