import clsx from 'clsx';

/** What a button is for: the one main action, the client's colour, a second choice, something that destroys, or a bare one. */
export type ButtonVariant = 'primary' | 'brand' | 'quiet' | 'danger' | 'ghost';

/** `s` 36 px, `m` 44 px, `l` 52 px, `stage` for the projector. On touch screens none is under 44 px. */
export type ButtonSize = 's' | 'm' | 'l' | 'stage';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-ink text-paper hover:bg-ink/88 shadow-[0_1px_2px_rgb(0_0_0/0.18)]',
  brand:
    'bg-brand-fill text-brand-fill-ink shadow-[0_1px_2px_rgb(0_0_0/0.18)] hover:shadow-[inset_0_0_0_99px_rgb(0_0_0/0.1),0_1px_2px_rgb(0_0_0/0.18)] dark:hover:shadow-[inset_0_0_0_99px_rgb(255_255_255/0.14)]',
  quiet:
    'bg-transparent text-ink shadow-[inset_0_0_0_1px_var(--line-strong)] hover:bg-card hover:shadow-[inset_0_0_0_1px_var(--field)]',
  danger: 'bg-bad-soft text-bad hover:shadow-[inset_0_0_0_1.5px_var(--bad)]',
  ghost: 'bg-transparent text-ink hover:bg-ink/7',
};

const sizes: Record<ButtonSize, string> = {
  s: 'h-9 touch:h-11 px-3.5 gap-1.5 text-sm rounded-[10px] [&_svg]:size-4',
  m: 'h-11 px-[1.125rem] gap-2 text-[0.9375rem] rounded-control [&_svg]:size-[1.125rem]',
  l: 'h-13 px-6 gap-2.5 text-base rounded-[14px] [&_svg]:size-5',
  stage: 'h-16 px-8 gap-3 text-stage-s rounded-[18px] [&_svg]:size-7',
};

/** What every button does when hovered, pressed or disabled, without a size. */
export function buttonBase(variant: ButtonVariant): string {
  return clsx(
    'relative inline-flex shrink-0 items-center justify-center font-[560] whitespace-nowrap no-underline select-none',
    'transition-[background-color,box-shadow,transform,opacity] active:translate-y-px active:scale-[0.985]',
    'disabled:opacity-50 disabled:active:translate-y-0 disabled:active:scale-100 aria-disabled:opacity-50',
    variants[variant],
  );
}

/** The classes of a button, for links and pages that are not React. */
export function buttonClass(variant: ButtonVariant = 'primary', size: ButtonSize = 'm'): string {
  return clsx(buttonBase(variant), sizes[size]);
}
