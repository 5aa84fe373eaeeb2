import { Switch as Base } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';

export interface SwitchProps {
  label: ReactNode;
  help?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
}

/** On or off, at once. */
export function Switch({ label, help, checked, onChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-11 items-center gap-3.5">
      <Base.Root
        aria-labelledby={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
        disabled={disabled ?? false}
        className="relative flex h-7 w-12 shrink-0 rounded-full bg-field p-0.75 transition-colors data-checked:bg-brand data-disabled:opacity-50 forced-colors:data-checked:bg-[Highlight] forced-colors:data-checked:forced-color-adjust-none"
      >
        <Base.Thumb className="size-5.5 rounded-full bg-card shadow-sm transition-transform data-checked:translate-x-5 forced-colors:bg-[ButtonText] forced-colors:forced-color-adjust-none" />
      </Base.Root>
      <div>
        <span id={id} className="block text-[0.9375rem] font-[560]">
          {label}
        </span>
        {help === undefined ? null : <span className="block text-note text-muted">{help}</span>}
      </div>
    </div>
  );
}
