import type { ReactNode } from 'react';

/** One part of the settings: what it is at the left, its controls at the right. */
export function Section({
  id,
  title,
  text,
  children,
}: {
  id: string;
  title: string;
  text: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-12 gap-y-5 border-t border-line py-10 first:border-0 first:pt-2 lg:grid-cols-[minmax(0,4fr)_minmax(0,8fr)]"
    >
      <div>
        <h2 id={id} className="text-heading">
          {title}
        </h2>
        <div className="mt-2 max-w-[42ch] text-[0.9375rem] text-muted">{text}</div>
      </div>
      <div className="min-w-0 rounded-door bg-card p-5 shadow-card sm:p-7">{children}</div>
    </section>
  );
}
