import { Dialog as Base } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
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

/** A dialog: focus stays inside, Escape and a press outside close it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  actions,
  size = 'm',
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={clsx(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[min(46rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-door bg-card text-ink shadow-high',
            'transition-[opacity,scale] duration-200 data-ending-style:scale-[0.97] data-ending-style:opacity-0 data-starting-style:scale-[0.97] data-starting-style:opacity-0',
            size === 'l' ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <div className="flex items-start gap-4 px-6 pt-5 pb-2">
            <Base.Title className="flex-1 pt-1 text-heading">{title}</Base.Title>
            <Base.Close render={<IconButton label="Close" icon={<X />} className="-mr-2" />} />
          </div>
          <div className="min-h-0 overflow-y-auto px-6 pb-6">
            {description === undefined ? null : (
              <Base.Description className="mb-4 text-muted">{description}</Base.Description>
            )}
            {children}
          </div>
          {actions === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2.5 border-t border-line bg-sunk/60 px-6 py-4">
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
