import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { type ButtonVariant, buttonBase } from './button-class.ts';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Spoken name, and the browser's own hint. */
  label: string;
  icon: ReactNode;
  /** Default `ghost`. */
  variant?: ButtonVariant | undefined;
  /** `s` 32 px, `m` 40 px, `stage` 60 px; 44 px at least on touch screens. Default `m`. */
  size?: 's' | 'm' | 'stage' | undefined;
  /** For buttons that stay pressed. */
  pressed?: boolean | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

const sizes = {
  s: 'size-8 touch:size-11 [&_svg]:size-4 rounded-[9px]',
  m: 'size-10 touch:size-11 [&_svg]:size-[1.125rem] rounded-[11px]',
  stage: 'size-15 [&_svg]:size-7 rounded-[16px]',
};

/** A button that shows only an icon. */
export function IconButton({
  label,
  icon,
  variant = 'ghost',
  size = 'm',
  pressed,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      className={clsx(buttonBase(variant), sizes[size], pressed && 'bg-ink/10', className)}
    >
      {icon}
    </button>
  );
}
