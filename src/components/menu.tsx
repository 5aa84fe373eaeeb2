import { Menu as Base } from '@base-ui/react/menu';
import clsx from 'clsx';
import type { ReactElement, ReactNode } from 'react';

interface MenuItem {
  label: string;
  icon?: ReactNode;
  /** One short line under the label. */
  help?: string | undefined;
  onSelect?: (() => void) | undefined;
  /** Makes it a link. */
  href?: string | undefined;
  tone?: 'normal' | 'danger' | undefined;
  disabled?: boolean | undefined;
}

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly (MenuItem | 'separator')[];
  align?: 'start' | 'center' | 'end' | undefined;
}

/** A list of actions behind a button. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={8} className="z-70 outline-none">
          <Base.Popup className="min-w-52 origin-(--transform-origin) rounded-card bg-card p-1.5 text-ink shadow-high outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0">
            {items.map((item, index) =>
              item === 'separator' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity of their own.
                <Base.Separator key={`separator-${index}`} className="mx-2 my-1.5 h-px bg-line" />
              ) : (
                <Row key={item.label} item={item} />
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Row({ item }: { item: MenuItem }) {
  const className = clsx(
    'flex min-h-10 touch:min-h-11 cursor-default items-center gap-2.5 rounded-[9px] px-3 py-2 text-sm font-medium no-underline outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunk [&_svg]:size-4 [&_svg]:shrink-0',
    item.tone === 'danger' ? 'text-bad' : 'text-ink [&_svg]:text-muted',
  );
  const content = (
    <>
      {item.icon}
      <span>
        {item.label}
        {item.help === undefined ? null : (
          <span className="block text-xs font-normal text-muted">{item.help}</span>
        )}
      </span>
    </>
  );
  if (item.href !== undefined) {
    return (
      <Base.LinkItem href={item.href} className={className}>
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item className={className} disabled={item.disabled ?? false} onClick={() => item.onSelect?.()}>
      {content}
    </Base.Item>
  );
}
