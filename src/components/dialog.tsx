import clsx from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  /** Default `m` (about 30 rem); `l` about 48 rem. */
  size?: 'm' | 'l' | undefined;
}

/**
 * A dialog on the browser's own element: focus stays inside and returns to where it was, Escape
 * and a press outside close it.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, actions, size = 'm' } = props;
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!open || dialog === null) return;
    dialog.showModal();
    return () => dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for closing is Escape, which the element handles itself.
    <dialog
      ref={box}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onOpenChange(false);
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onOpenChange(false);
      }}
      className={clsx(
        'm-auto max-h-[min(46rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] overflow-hidden rounded-door bg-card p-0 text-ink shadow-high open:flex open:animate-rise',
        'backdrop:animate-fade backdrop:bg-scrim',
        size === 'l' ? 'max-w-3xl' : 'max-w-lg',
      )}
    >
      {open ? (
        <div className="flex min-h-0 w-full flex-col">
          <h2 id={`${id}-title`} className="py-5 pr-16 pl-6 text-heading">
            {title}
          </h2>
          <div className="min-h-0 overflow-y-auto px-6 pb-6">
            {description === undefined ? null : (
              <div id={`${id}-description`} className="mb-4 text-muted">
                {description}
              </div>
            )}
            {children}
          </div>
          {actions === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2.5 border-t border-line bg-sunk/60 px-6 py-4">
              {actions}
            </div>
          )}
          <IconButton
            label="Close"
            icon={<X />}
            onClick={() => onOpenChange(false)}
            className="absolute! top-4 right-4"
          />
        </div>
      ) : null}
    </dialog>
  );
}
