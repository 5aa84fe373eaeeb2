import clsx from 'clsx';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts';

interface ButtonLook {
  /** Default `primary`. */
  variant?: ButtonVariant | undefined;
  /** Default `m`. */
  size?: ButtonSize | undefined;
  /** Before the words. */
  icon?: ReactNode;
  /** After the words. */
  trailing?: ReactNode;
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonLook {
  /** Shows a turning ring, keeps the width, and ignores presses. */
  loading?: boolean | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button. Its words start with a verb. */
export function Button({
  variant,
  size,
  icon,
  trailing,
  loading = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={clsx(buttonClass(variant, size), className)}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
    >
      {loading ? <Turning /> : null}
      <span className={clsx('contents', loading && '*:opacity-0')}>
        {icon}
        <span>{children}</span>
        {trailing}
      </span>
    </button>
  );
}

export interface ButtonLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement>, ButtonLook {
  href: string;
}

/** A link that looks like a button: it goes somewhere, it does nothing here. */
export function ButtonLink({ variant, size, icon, trailing, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={clsx(buttonClass(variant, size), className)}>
      {icon}
      {children}
      {trailing}
    </a>
  );
}

function Turning() {
  return (
    <span aria-hidden="true" className="absolute inset-0 grid place-items-center">
      <span className="size-[1.15em] animate-turn rounded-full border-2 border-current border-t-transparent" />
    </span>
  );
}
