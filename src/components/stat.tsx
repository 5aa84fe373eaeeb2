import clsx from 'clsx';

export interface StatProps {
  /** Such as `60 %`. */
  figure: string;
  /** What it says, one plain sentence. */
  children: React.ReactNode;
  /** Who published it, and in what. */
  source: string;
  /** Year or date of publication. */
  date: string;
  href?: string | undefined;
  /** True where the publisher sells what the figure praises. */
  vendorReported: boolean;
  className?: string | undefined;
}

/** A statistic with where it comes from. None is shown without source, date and the vendor flag. */
export function Stat({ figure, children, source, date, href, vendorReported, className }: StatProps) {
  return (
    <figure className={clsx('flex flex-col gap-2', className)}>
      <p className="num font-serif text-title leading-none text-brand">{figure}</p>
      <p className="text-[0.9375rem]">{children}</p>
      <figcaption className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <span>
          {href === undefined ? (
            source
          ) : (
            <a
              className="underline underline-offset-2 hover:text-ink"
              href={href}
              rel="noreferrer"
              target="_blank"
            >
              {source}
            </a>
          )}
          , {date}
        </span>
        {vendorReported ? (
          <span className="rounded-chip bg-warn-soft px-2 py-0.5 font-[560] text-warn">vendor-reported</span>
        ) : null}
      </figcaption>
    </figure>
  );
}
