import clsx from 'clsx';

/** A place that will be filled: a soft block of the size of what comes. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <div
      aria-hidden="true"
      className={clsx(
        'animate-shimmer rounded-[10px] bg-[linear-gradient(100deg,var(--line)_35%,var(--sunk)_50%,var(--line)_65%)] bg-[length:200%_100%] motion-reduce:animate-none',
        className,
      )}
    />
  );
}
