import clsx from 'clsx';
import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { localItems } from '../storage/items.ts';

interface SplitPane {
  /** Stable; the person's sizes are kept under it. */
  id: string;
  content: ReactNode;
  /** Such as `60%` or `380px`. */
  initial?: string | undefined;
  /** Such as `280px`. */
  min?: string | undefined;
  max?: string | undefined;
}

/** Sizes of the panes; a browser that keeps nothing, or has no room, still shows them. */
const paneSizes = {
  getItem: (key: string) => localItems.getItem(key),
  setItem: (key: string, value: string) => {
    try {
      localItems.setItem(key, value);
    } catch {
      // No room for a width.
    }
  },
};

export interface SplitProps {
  /** Sizes are kept in this browser under this name. */
  id: string;
  panes: readonly SplitPane[];
  /** Default `horizontal`: side by side. */
  direction?: 'horizontal' | 'vertical' | undefined;
  className?: string | undefined;
}

/** Panes with a divider that can be dragged, or moved with the arrow keys. Double press resets it. */
export function Split({ id, panes, direction = 'horizontal', className }: SplitProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `firsthand.split.${id}`,
    panelIds: panes.map((pane) => pane.id),
    onlySaveAfterUserInteractions: true,
    storage: paneSizes,
  });
  return (
    <Group
      id={id}
      orientation={direction}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
      className={clsx('min-h-0 min-w-0', className)}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 0 ? null : (
            <Separator
              aria-label="Resize"
              className={clsx(
                'group relative shrink-0 rounded-full bg-transparent',
                direction === 'horizontal' ? 'w-3.5' : 'h-3.5',
              )}
            >
              <span
                className={clsx(
                  'absolute rounded-full bg-line-strong opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 group-data-[separator=active]:bg-brand group-data-[separator=active]:opacity-100',
                  direction === 'horizontal'
                    ? 'top-1/2 left-1/2 h-10 w-1 -translate-1/2'
                    : 'top-1/2 left-1/2 h-1 w-10 -translate-1/2',
                )}
              />
            </Separator>
          )}
          <Panel
            id={pane.id}
            defaultSize={pane.initial}
            minSize={pane.min ?? '160px'}
            {...(pane.max === undefined ? {} : { maxSize: pane.max })}
            className="flex min-h-0 min-w-0 flex-col"
          >
            {pane.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
