import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

const manager = Base.createToastManager();

/** Says briefly that something was done. For what went wrong use a `Notice` where it happened. */
export function toast(
  title: string,
  options: { description?: string; action?: { label: string; do: () => void } } = {},
) {
  manager.add({
    title,
    timeout: options.action === undefined ? 5000 : 9000,
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.action === undefined
      ? {}
      : { actionProps: { children: options.action.label, onClick: options.action.do } }),
  });
}

/** Put once around (or beside) the root of an island that calls {@link toast}. */
export function Toasts({ children }: { children?: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2.5">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager();
  return toasts.map((item) => (
    <Base.Root
      key={item.id}
      toast={item}
      className="rounded-card bg-night text-night-ink shadow-high transition-[opacity,translate] duration-200 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-center gap-3 py-2.5 pr-2 pl-4">
        <div className="min-w-0 flex-1 py-1">
          <Base.Title className="font-sans text-[0.9375rem] font-[560] tracking-normal" render={<p />} />
          <Base.Description className="text-note text-night-muted" />
        </div>
        <Base.Action className="h-9 touch:h-11 rounded-[9px] px-3 text-sm font-semibold underline-offset-4 hover:underline" />
        <Base.Close
          render={<IconButton size="s" label="Dismiss" icon={<X />} className="text-night-ink!" />}
        />
      </Base.Content>
    </Base.Root>
  ));
}
