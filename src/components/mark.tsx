import clsx from 'clsx';

export interface MarkProps {
  /** Default `m`; `stage` for the projector. */
  size?: 's' | 'm' | 'stage' | undefined;
  /** Makes it the way home. */
  href?: string | undefined;
  className?: string | undefined;
}

const sizes = { s: 'text-lg', m: 'text-[1.375rem]', stage: 'text-[max(28px,1.8vw)]' };

/** The product's name as it is written. */
export function Mark({ size = 'm', href, className }: MarkProps) {
  const look = clsx(
    'inline-flex font-serif leading-none font-[560] tracking-[-0.02em] whitespace-nowrap text-ink no-underline',
    sizes[size],
    className,
  );
  const word = (
    <span translate="no">
      First<i className="text-brand">hand</i>
    </span>
  );
  return href === undefined ? (
    <span className={look}>{word}</span>
  ) : (
    <a href={href} className={clsx(look, 'touch:py-3')} aria-label="Firsthand, home">
      {word}
    </a>
  );
}
