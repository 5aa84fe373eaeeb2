import { useState } from 'react';
import { brand } from './brand.ts';
import { openClaim } from './claims/claim.ts';
import { Report } from './views/Report.tsx';
import { t } from './words.ts';

export function App() {
  const [today] = useState(() => new Date());
  return (
    <div className="app">
      <header className="bar">
        <div className="bar-in">
          <p className="mark">{brand.name}</p>
          <nav aria-label={t('Main')}>
            <button type="button" className="tab" aria-current="page">
              {t('Report')}
            </button>
          </nav>
        </div>
      </header>
      <main id="main" className="page">
        <Report today={today} onSend={(answers) => openClaim(answers, 0)} onClaims={() => undefined} />
      </main>
    </div>
  );
}
