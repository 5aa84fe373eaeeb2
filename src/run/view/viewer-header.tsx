import type { ReactNode } from 'react';
import { Mark } from '../../components/mark.tsx';
import { ThemeToggle } from '../../components/theme-toggle.tsx';

/** The head of a screen that shows one run. */
export function ViewerHeader({ title, children }: { title: string; children: ReactNode }) {
  return (
    <header className="flex min-h-15 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 lg:px-6">
      <Mark href="/" />
      <div className="min-w-0 flex-1 truncate text-sm text-muted">
        <a href="/runs/" className="hover:text-ink">
          My runs
        </a>{' '}
        · <h1 className="inline font-sans tracking-normal text-ink">{title}</h1>
      </div>
      <div className="flex min-w-0 flex-wrap items-center justify-end gap-2.5">
        {children}
        <ThemeToggle />
      </div>
    </header>
  );
}
