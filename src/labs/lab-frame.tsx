import clsx from 'clsx';
import { AppWindow, BookOpen, type LucideIcon, PanelLeftClose, PanelLeftOpen, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { Mark } from '../components/mark.tsx';
import { ThemeToggle } from '../components/theme-toggle.tsx';
import type { Lab } from './schema.ts';

/** What a phone shows: the words or the work. */
export type LabSide = 'guide' | 'app';

interface LabFrameProps {
  title: string;
  subtitle?: string | undefined;
  makes: Lab['makes'];
  side: LabSide;
  onSide: (side: LabSide) => void;
  /** Badges, clock and Stop, once there is a run. */
  bar: ReactNode;
  guide: ReactNode;
  children: ReactNode;
}

/** Header, guide and work. On a tablet the guide folds; on a phone a bottom bar turns from one to the other. */
export function LabFrame({ title, subtitle, makes, side, onSide, bar, guide, children }: LabFrameProps) {
  const [folded, setFolded] = useState(false);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-15 shrink-0 flex-wrap items-center lg:flex-nowrap gap-x-4 gap-y-1 border-b border-line px-4 py-2 lg:px-6">
        <Mark href="/" />
        <span className="hidden md:inline lg:hidden">
          <IconButton
            size="s"
            label={folded ? 'Show the guide' : 'Fold the guide away'}
            icon={folded ? <PanelLeftOpen /> : <PanelLeftClose />}
            onClick={() => setFolded(!folded)}
          />
        </span>
        <p className="min-w-0 truncate text-sm text-muted max-sm:flex-1 max-sm:basis-0">
          <a href="/labs/" className="hover:text-ink">
            {title}
          </a>
          {subtitle && <span className="hidden sm:inline"> · {subtitle}</span>}
        </p>
        {bar && <div className="order-last w-full shrink-0 sm:order-none sm:ml-auto sm:w-auto">{bar}</div>}
        <div className={bar ? 'ml-auto sm:ml-0' : 'ml-auto'}>
          <ThemeToggle />
        </div>
      </header>
      <div className="flex min-h-0 flex-1">
        <aside
          aria-label="Guide"
          className={clsx(
            'min-h-0 w-full shrink-0 border-line md:w-[22rem] md:border-r lg:w-[25rem]',
            side === 'guide' ? 'block' : 'hidden md:block',
            folded && 'md:hidden lg:block',
          )}
        >
          {guide}
        </aside>
        <section
          aria-label="The agent’s work"
          className={clsx('min-h-0 min-w-0 flex-1 bg-sunk', side === 'app' ? 'block' : 'hidden md:block')}
        >
          {children}
        </section>
      </div>
      <SideBar makes={makes} side={side} onSide={onSide} />
    </div>
  );
}

function SideBar({ makes, side, onSide }: Pick<LabFrameProps, 'makes' | 'side' | 'onSide'>) {
  const sides: readonly { readonly id: LabSide; readonly label: string; readonly Icon: LucideIcon }[] = [
    { id: 'guide', label: 'Guide', Icon: BookOpen },
    makes === 'app'
      ? { id: 'app', label: 'App', Icon: AppWindow }
      : { id: 'app', label: 'Model', Icon: Table2 },
  ];
  return (
    <nav
      aria-label={`Guide or ${makes}`}
      className="grid shrink-0 grid-cols-2 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {sides.map(({ id, label, Icon }) => (
        <button
          key={id}
          type="button"
          aria-pressed={side === id}
          onClick={() => onSide(id)}
          className={clsx(
            'flex min-h-14 items-center justify-center gap-2 text-sm font-[560] -outline-offset-4',
            side === id ? 'text-brand shadow-[inset_0_2.5px_0_var(--brand)]' : 'text-muted',
          )}
        >
          <Icon aria-hidden="true" className="size-5" />
          {label}
        </button>
      ))}
    </nav>
  );
}
