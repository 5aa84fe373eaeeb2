import { CalendarDays } from 'lucide-react';
import { brand } from './brand.ts';
import { startingPeople } from './planner/people.ts';
import { Agenda } from './views/Agenda.tsx';
import { t } from './words.ts';

export function App() {
  return (
    <div className="app">
      <header className="bar">
        <p className="mark">
          <span className="monogram" aria-hidden="true">
            {brand.initials}
          </span>
          <span>
            <strong>{brand.name}</strong> <span className="mark-quiet">{t('Offsite')}</span>
          </span>
        </p>
        <nav aria-label={t('Main')}>
          <button type="button" className="tab" aria-current="page">
            <CalendarDays size={18} aria-hidden="true" />
            {t('Agenda')}
          </button>
        </nav>
      </header>
      <main id="main" className="page">
        <Agenda people={startingPeople} onJoin={() => undefined} />
      </main>
    </div>
  );
}
