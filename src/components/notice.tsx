import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type NoticeTone = 'neutral' | 'warn' | 'good' | 'bad';

export interface NoticeProps {
  tone?: NoticeTone | undefined;
  /** In the place of the tone's own. */
  Icon?: LucideIcon | undefined;
  /** What happened. */
  title: ReactNode;
  /** What it means, and what to do. */
  children?: ReactNode;
  /** The button or link that does it. */
  action?: ReactNode;
  /** Read out when it appears: `assertive` for what stops the work. Default: not. */
  announce?: 'polite' | 'assertive' | undefined;
  className?: string | undefined;
}

const looks = {
  neutral: { Icon: Info, box: 'bg-sunk', icon: 'text-muted' },
  warn: { Icon: TriangleAlert, box: 'bg-warn-soft', icon: 'text-warn' },
  good: { Icon: CircleCheck, box: 'bg-good-soft', icon: 'text-good' },
  bad: { Icon: CircleAlert, box: 'bg-bad-soft', icon: 'text-bad' },
};

/** Says what happened, what it means and what to do. */
export function Notice(props: NoticeProps) {
  const { tone = 'neutral', title, children, action, announce, className } = props;
  const { box, icon } = looks[tone];
  const Icon = props.Icon ?? looks[tone].Icon;
  const role = announce === 'assertive' ? 'alert' : announce === 'polite' ? 'status' : undefined;
  return (
    <div role={role} className={clsx('flex gap-3.5 rounded-card p-4 text-ink', box, className)}>
      <Icon aria-hidden="true" className={clsx('mt-0.5 size-5 shrink-0', icon)} />
      <div className="min-w-0 flex-1">
        <p className="font-[580]">{title}</p>
        {children === undefined ? null : <div className="mt-1 text-[0.9375rem] text-ink/85">{children}</div>}
        {action === undefined ? null : <div className="mt-3 flex flex-wrap gap-2.5">{action}</div>}
      </div>
    </div>
  );
}
