import { Tabs as Base } from '@base-ui/react/tabs';
import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface TabItem {
  id: string;
  label: string;
  icon?: ReactNode;
  /** A short count or mark after the label, such as `5/6`. */
  note?: ReactNode;
  panel: ReactNode;
  /** Keeps the panel in the page while another is shown (a terminal, a preview). */
  keep?: boolean | undefined;
}

export interface TabsProps {
  items: readonly TabItem[];
  /** Spoken name of the row. */
  label: string;
  /** Controlled: id of the tab that is shown. */
  value?: string | undefined;
  /** Uncontrolled: id of the tab shown first. */
  initial?: string | undefined;
  onChange?: ((id: string) => void) | undefined;
  /** In a narrow pane, tabs that are not in front show their icons alone. Every item needs an icon. */
  folds?: boolean | undefined;
  /** At the right end of the row. */
  trailing?: ReactNode;
  className?: string | undefined;
  panelClassName?: string | undefined;
}

/** Tabs in the bar of a pane. Arrow keys move, Home and End jump. */
export function Tabs({
  items,
  label,
  value,
  initial,
  onChange,
  folds = false,
  trailing,
  className,
  panelClassName,
}: TabsProps) {
  return (
    <Base.Root
      {...(value === undefined ? { defaultValue: initial ?? items[0]?.id } : { value })}
      onValueChange={(next) => onChange?.(String(next))}
      className={clsx('flex min-h-0 min-w-0 flex-col', className)}
    >
      <div className="@container/tabs flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-2.5">
        <Base.List
          aria-label={label}
          className="relative flex min-w-0 gap-0.5 overflow-x-auto py-1 [scrollbar-width:none]"
        >
          {items.map((item) => (
            <Base.Tab
              key={item.id}
              value={item.id}
              title={folds ? item.label : undefined}
              className="group/tab relative z-1 flex h-9 touch:h-11 shrink-0 items-center gap-1.5 rounded-[9px] px-3 text-[0.84375rem] font-[550] text-muted transition-colors hover:text-ink data-active:text-ink disabled:opacity-50 -outline-offset-2 [&_svg]:size-4"
            >
              {item.icon}
              {folds ? (
                <span className="@max-[27.5rem]/tabs:sr-only @max-[27.5rem]/tabs:group-data-active/tab:not-sr-only">
                  {item.label}
                </span>
              ) : (
                item.label
              )}
              {item.note === undefined ? null : (
                <span className="num text-xs font-medium text-muted">{item.note}</span>
              )}
            </Base.Tab>
          ))}
          <Base.Indicator className="absolute top-1/2 left-0 z-0 h-9 touch:h-11 w-(--active-tab-width) translate-x-(--active-tab-left) -translate-y-1/2 rounded-[9px] bg-sunk shadow-[inset_0_0_0_1px_var(--line)] transition-[translate,width] duration-200" />
        </Base.List>
        {trailing === undefined ? null : (
          <div className="ml-auto flex shrink-0 items-center gap-2">{trailing}</div>
        )}
      </div>
      {items.map((item) => (
        <Base.Panel
          key={item.id}
          value={item.id}
          keepMounted={item.keep ?? false}
          className={clsx(
            'flex min-h-0 min-w-0 flex-1 flex-col -outline-offset-3 data-hidden:hidden',
            panelClassName,
          )}
        >
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
