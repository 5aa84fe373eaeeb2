import clsx from 'clsx';
import { useId } from 'react';

interface ChoiceListProps {
  question: string;
  options: readonly { readonly id: string; readonly label: string }[];
  value: string | null;
  onChoose: (id: string) => void;
  disabled?: boolean | undefined;
}

/** One of a few answers, as large rows. */
export function ChoiceList({ question, options, value, onChoose, disabled = false }: ChoiceListProps) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2" disabled={disabled}>
      <legend className="mb-2.5 text-[0.9375rem] font-[560]">{question}</legend>
      {options.map((option) => (
        <label
          key={option.id}
          className={clsx(
            'flex min-h-12 cursor-pointer items-center gap-3 rounded-control px-4 py-2.5 text-[0.9375rem] transition-shadow has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-brand',
            option.id === value
              ? 'bg-brand-soft shadow-[inset_0_0_0_1.5px_var(--brand)]'
              : 'bg-card shadow-[inset_0_0_0_1px_var(--line-strong)] hover:shadow-[inset_0_0_0_1.5px_var(--field)]',
            disabled && 'cursor-default',
            disabled && option.id !== value && 'opacity-60',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.id}
            checked={option.id === value}
            onChange={() => onChoose(option.id)}
            className="size-4.5 shrink-0 accent-(--brand)"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
