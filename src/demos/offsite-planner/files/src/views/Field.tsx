import type { ReactNode } from 'react';
import { t } from '../words.ts';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** A label, its control, and what is wrong with the answer. */
export function Field({ id, label, hint, problem, children }: FieldProps) {
  return (
    <div className={problem ? 'field has-problem' : 'field'}>
      <label htmlFor={id}>{t(label)}</label>
      {children}
      {problem ? (
        <p className="problem" id={`${id}-note`}>
          {t(problem)}
        </p>
      ) : (
        hint && (
          <p className="hint" id={`${id}-note`}>
            {t(hint)}
          </p>
        )
      )}
    </div>
  );
}
