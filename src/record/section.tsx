import type { ReactNode } from 'react';

/** A part of the record under its own heading. */
export function RecordSection({
  title,
  note,
  children,
}: {
  title: string;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-5">
      <header className="flex flex-col gap-1.5">
        <h2 className="text-heading">{title}</h2>
        {note && <p className="max-w-[60ch] text-muted">{note}</p>}
      </header>
      {children}
    </section>
  );
}

/** A day as people say it. */
export function sayDay(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(iso),
  );
}
