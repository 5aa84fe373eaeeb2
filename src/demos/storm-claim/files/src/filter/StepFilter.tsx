import type { Claim } from '../claims/claim.ts';
import { t } from '../words.ts';
import { atStep, type Choice, choices } from './filter.ts';
import './filter.css';

interface StepFilterProps {
  readonly claims: readonly Claim[];
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}

export function StepFilter({ claims, choice, onChoice }: StepFilterProps) {
  return (
    <div className="filter" role="group" aria-label={t('Show claims')}>
      {choices.map((one) => (
        <button type="button" key={one} aria-pressed={one === choice} onClick={() => onChoice(one)}>
          {t(one)} <span className="number">{atStep(claims, one).length}</span>
        </button>
      ))}
    </div>
  );
}
