import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';

/** What a {@link Field} hands to its control, to be spread on the input. */
interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** One short line under the label. */
  help?: ReactNode;
  /** What is wrong and what to do; shown with an icon and announced. */
  error?: string | undefined;
  /** `(control) => <TextInput {...control} … />` */
  children: (control: FieldControl) => ReactNode;
  /** At the right end of the label's line. */
  trailing?: ReactNode;
  className?: string | undefined;
}

/** A label, its control, a line of help and a line for what is wrong. */
export function Field({ label, help, error, children, trailing, className }: FieldProps) {
  const id = useId();
  const described = [help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`];
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-[0.84375rem] font-[580] text-ink">
          {label}
        </label>
        {trailing}
      </div>
      {help === undefined ? null : (
        <p id={`${id}-help`} className="text-note text-muted">
          {help}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <div aria-live="polite" className="empty:-mt-1.5">
        {error === undefined ? null : (
          <p id={`${id}-error`} className="flex animate-fade gap-1.5 text-note font-medium text-bad">
            <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

const control =
  'w-full rounded-[11px] bg-card text-[0.9375rem] text-ink shadow-[inset_0_0_0_1px_var(--field)] transition-shadow hover:shadow-[inset_0_0_0_1px_var(--muted)] focus-visible:shadow-[inset_0_0_0_1.5px_var(--brand)] aria-invalid:bg-bad-soft aria-invalid:shadow-[inset_0_0_0_1.5px_var(--bad)] disabled:opacity-60 read-only:bg-sunk touch:text-base';

export interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  ref?: Ref<HTMLInputElement> | undefined;
}

/** One line of text. */
export function TextInput({ className, type = 'text', ...rest }: TextInputProps) {
  return <input {...rest} type={type} className={clsx(control, 'h-11 px-3.5', className)} />;
}

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  ref?: Ref<HTMLTextAreaElement> | undefined;
}

export type SelectInputProps = SelectHTMLAttributes<HTMLSelectElement>;

/** One of a few values. */
export function SelectInput({ className, children, ...rest }: SelectInputProps) {
  return (
    <select {...rest} className={clsx(control, 'h-11 px-3', className)}>
      {children}
    </select>
  );
}

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ className, rows = 3, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={clsx(
        control,
        'field-sizing-content max-h-80 min-h-19 resize-y px-3.5 py-2.5 leading-normal',
        className,
      )}
    />
  );
}
