import { CalendarDays, ChartColumn, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { brand } from './brand.ts';
import { startingPeople } from './planner/people.ts';
import { addPerson, going, type SignUp, withdraw } from './planner/signup.ts';
import { Agenda } from './views/Agenda.tsx';
import { Dashboard } from './views/Dashboard.tsx';
import { Join } from './views/Join.tsx';
import { plural, t } from './words.ts';

const views = [
  { id: 'agenda', label: 'Agenda', Icon: CalendarDays },
  { id: 'join', label: 'Join', Icon: UserPlus },
  { id: 'dashboard', label: 'Dashboard', Icon: ChartColumn },
] as const;

type View = (typeof views)[number]['id'];

export function App() {
  const [view, setView] = useState<View>('agenda');
  const [people, setPeople] = useState(startingPeople);
  const [workshop, setWorkshop] = useState('');

  function openJoin(id: string) {
    setWorkshop(id);
    setView('join');
  }

  function signUp(answers: SignUp) {
    setPeople((before) => addPerson(before, answers));
  }

  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('Skip to the content')}
      </a>
      <header className="bar">
        <p className="mark">
          {brand.logo ? (
            <img src={brand.logo} alt="" />
          ) : (
            <span className="monogram" aria-hidden="true">
              {brand.initials}
            </span>
          )}
          <span>
            <strong>{brand.name}</strong> <span className="mark-quiet">{t('Offsite')}</span>
          </span>
        </p>
        <nav aria-label={t('Main')}>
          {views.map(({ id, label, Icon }) => (
            <button
              type="button"
              key={id}
              className="tab"
              aria-current={view === id ? 'page' : undefined}
              onClick={() => setView(id)}
            >
              <Icon size={18} aria-hidden="true" />
              {t(label)}
            </button>
          ))}
        </nav>
        <div className="tools">
          <span className="going">
            <Users size={16} aria-hidden="true" />
            {plural(going(people).length, '1 going', '{count} going')}
          </span>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page" key={view}>
        {view === 'agenda' && <Agenda people={people} onJoin={openJoin} />}
        {view === 'join' && (
          <Join people={people} workshop={workshop} onSignUp={signUp} onDone={() => setView('agenda')} />
        )}
        {view === 'dashboard' && (
          <Dashboard people={people} onWithdraw={(id) => setPeople((before) => withdraw(before, id))} />
        )}
      </main>
    </div>
  );
}
