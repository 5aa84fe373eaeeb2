import { X } from 'lucide-react';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { IconButton } from './icon-button.tsx';

export interface ToastOptions {
  description?: string;
  action?: { label: string; do: () => void };
}

interface ToastItem extends ToastOptions {
  readonly id: number;
  readonly title: string;
}

const MOST = 3;
/** Long enough to read, longer where there is something to press; ms. */
const STAY = { plain: 5000, action: 9000 };

let items: readonly ToastItem[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(now: readonly ToastItem[]): void {
  items = now;
  for (const listener of listeners) listener();
}

function close(id: number): void {
  set(items.filter((item) => item.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says briefly that something was done. For what went wrong use a `Notice` where it happened. */
export function toast(title: string, options: ToastOptions = {}): void {
  set([...items, { ...options, id: next++, title }].slice(-MOST));
}

/** Put once around (or beside) the root of an island that calls {@link toast}. */
export function Toasts({ children }: { children?: ReactNode }) {
  const shown = useSyncExternalStore(
    subscribe,
    () => items,
    () => items,
  );
  return (
    <>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed bottom-4 left-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2.5"
      >
        {shown.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </div>
    </>
  );
}

function Row({ item }: { item: ToastItem }) {
  const { id, title, description, action } = item;
  const stay = action === undefined ? STAY.plain : STAY.action;
  useEffect(() => {
    const timer = setTimeout(() => close(id), stay);
    return () => clearTimeout(timer);
  }, [id, stay]);
  return (
    <div className="pointer-events-auto flex animate-rise items-center gap-3 rounded-card bg-night py-2.5 pr-2 pl-4 text-night-ink shadow-high">
      <div className="min-w-0 flex-1 py-1">
        <p className="text-[0.9375rem] font-[560]">{title}</p>
        {description === undefined ? null : <p className="text-note text-night-muted">{description}</p>}
      </div>
      {action === undefined ? null : (
        <button
          type="button"
          className="h-9 rounded-[9px] px-3 text-sm font-semibold underline-offset-4 hover:underline touch:h-11"
          onClick={() => {
            close(id);
            action.do();
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton
        size="s"
        label="Dismiss"
        icon={<X />}
        onClick={() => close(id)}
        className="text-night-ink!"
      />
    </div>
  );
}
