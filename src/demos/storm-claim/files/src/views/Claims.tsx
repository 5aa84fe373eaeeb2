import { CloudLightning, DoorOpen, Fence, House, Waves } from 'lucide-react';
import { type Claim, nextStep, steps } from '../claims/claim.ts';
import { longDate, money, t } from '../words.ts';

const icons: Record<string, typeof House> = {
  'Roof and gutters': House,
  'Windows and doors': DoorOpen,
  'Fence or garden': Fence,
  'Cellar and floors': Waves,
};

interface ClaimsProps {
  readonly claims: readonly Claim[];
  readonly onReport: () => void;
}

export function Claims({ claims, onReport }: ClaimsProps) {
  const shown = claims;
  return (
    <div className="wide">
      <div className="page-head row">
        <div>
          <h1>{t('My claims')}</h1>
          <p className="lede">{t('Where each claim stands, and what happens next.')}</p>
        </div>
        <button type="button" className="button" onClick={onReport}>
          {t('Report new damage')}
        </button>
      </div>
      <ul className="claims">
        {shown.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
      </ul>
    </div>
  );
}

function ClaimCard({ claim }: { readonly claim: Claim }) {
  const Icon = icons[claim.damage] ?? CloudLightning;
  return (
    <li className="card claim">
      <span className="claim-icon" aria-hidden="true">
        <Icon size={24} />
      </span>
      <div className="claim-words">
        <h2>{t(claim.damage)}</h2>
        <p className="quiet">
          {claim.id} · {longDate(new Date(`${claim.day}T12:00:00`))}
        </p>
        <p className="claim-next">{t(nextStep(claim))}</p>
      </div>
      <div className="claim-side">
        <p className="sum number">{money(claim.amount)}</p>
        <ol className="path" aria-label={t('Progress')}>
          {steps.map((step, index) => (
            <li
              key={step}
              className={index <= claim.step ? 'reached' : ''}
              aria-current={index === claim.step ? 'step' : undefined}
            >
              {t(step)}
            </li>
          ))}
        </ol>
      </div>
    </li>
  );
}
