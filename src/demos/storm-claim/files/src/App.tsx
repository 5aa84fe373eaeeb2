import { useState } from 'react';
import { brand } from './brand.ts';
import { openClaim, type Report as ReportAnswers } from './claims/claim.ts';
import { earlierClaims } from './claims/sample.ts';
import { Claims } from './views/Claims.tsx';
import { Overview } from './views/Overview.tsx';
import { Report } from './views/Report.tsx';
import { t } from './words.ts';

const views = [
  { id: 'report', label: 'Report' },
  { id: 'claims', label: 'My claims' },
  { id: 'overview', label: 'Overview' },
] as const;

type View = (typeof views)[number]['id'];

export function App() {
  const [view, setView] = useState<View>('report');
  const [today] = useState(() => new Date());
  const [claims, setClaims] = useState(() => earlierClaims(today));

  function send(answers: ReportAnswers) {
    const claim = openClaim(answers, claims.length - 2);
    setClaims((before) => [claim, ...before]);
    return claim;
  }

  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('Skip to the content')}
      </a>
      <header className="bar">
        <div className="bar-in">
          <p className="mark">
            {brand.logo && <img src={brand.logo} alt="" />}
            {brand.name}
          </p>
          <nav aria-label={t('Main')}>
            {views.map(({ id, label }) => (
              <button
                type="button"
                key={id}
                className="tab"
                aria-current={view === id ? 'page' : undefined}
                onClick={() => setView(id)}
              >
                {t(label)}
              </button>
            ))}
          </nav>
          <div className="tools">
            <span className="helpline">{t('Help at any hour: 0800 555 019')}</span>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page" key={view}>
        {view === 'report' && <Report today={today} onSend={send} onClaims={() => setView('claims')} />}
        {view === 'claims' && <Claims claims={claims} onReport={() => setView('report')} />}
        {view === 'overview' && <Overview claims={claims} today={today} />}
      </main>
    </div>
  );
}
