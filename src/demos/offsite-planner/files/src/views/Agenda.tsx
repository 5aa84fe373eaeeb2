import { ArrowRight, CalendarDays, Coffee, Hammer, MapPin, Presentation, TreePine } from 'lucide-react';
import { useState } from 'react';
import { intro } from '../intro.ts';
import { days, type Kind, place, type Session, sessionsOn } from '../planner/offsite.ts';
import type { Person } from '../planner/people.ts';
import { isFull, seatsLeft } from '../planner/signup.ts';
import { longDay, plural, shortDay, t } from '../words.ts';

const kinds = {
  talk: { label: 'Talk', Icon: Presentation },
  workshop: { label: 'Workshop', Icon: Hammer },
  outdoors: { label: 'Outdoors', Icon: TreePine },
  together: { label: 'Together', Icon: Coffee },
} satisfies Record<Kind, unknown>;

interface AgendaProps {
  readonly people: readonly Person[];
  readonly onJoin: (workshop: string) => void;
}

export function Agenda({ people, onJoin }: AgendaProps) {
  const [day, setDay] = useState<string>(days[0]);
  return (
    <>
      <section className="hero">
        <div className="hero-words">
          <p className="eyebrow">{t(intro.eyebrow, { audience: t(intro.audience) })}</p>
          <h1>{t(intro.headline, { audience: t(intro.audience) })}</h1>
          <p className="lede">{t(intro.lede, { audience: t(intro.audience) })}</p>
          <ul className="facts">
            <li>
              <CalendarDays size={18} aria-hidden="true" />
              {shortDay(days[0])} – {shortDay(days[1])}
            </li>
            <li>
              <MapPin size={18} aria-hidden="true" />
              {t(place)}
            </li>
          </ul>
          <button type="button" className="button on-brand" onClick={() => onJoin('')}>
            {t(intro.join)}
            <ArrowRight size={18} aria-hidden="true" />
          </button>
        </div>
        <Lake />
      </section>

      <section className="agenda" aria-labelledby="agenda-title">
        <div className="section-head">
          <h2 id="agenda-title">{longDay(day)}</h2>
          <div className="switch" role="group" aria-label={t('Day')}>
            {days.map((date) => (
              <button type="button" key={date} aria-pressed={date === day} onClick={() => setDay(date)}>
                {shortDay(date)}
              </button>
            ))}
          </div>
        </div>
        <ol className="timeline">
          {sessionsOn(day).map((session) => (
            <SessionRow key={session.id} session={session} people={people} onJoin={onJoin} />
          ))}
        </ol>
      </section>
    </>
  );
}

interface SessionRowProps extends AgendaProps {
  readonly session: Session;
}

function SessionRow({ session, people, onJoin }: SessionRowProps) {
  const { label, Icon } = kinds[session.kind];
  return (
    <li className={`session ${session.kind}`}>
      <p className="time">
        <span>{session.start}</span>
        <span className="until">{session.end}</span>
      </p>
      <span className="dot" aria-hidden="true">
        <Icon size={18} />
      </span>
      <div className="what">
        <h3>{t(session.title)}</h3>
        <p className="quiet">
          {t(label)} · {t(session.host)} · {t(session.place)}
        </p>
      </div>
      {session.seats !== undefined && <Seat session={session} people={people} onJoin={onJoin} />}
    </li>
  );
}

function Seat({ session, people, onJoin }: SessionRowProps) {
  if (isFull(people, session)) return <span className="pill">{t('Full')}</span>;
  return (
    <div className="seat">
      <span className="quiet">
        {plural(seatsLeft(people, session), '1 seat left', '{count} seats left')}
      </span>
      <button
        type="button"
        className="button small"
        onClick={() => onJoin(session.id)}
        aria-label={`${t('Choose')}: ${t(session.title)}`}
      >
        {t('Choose')}
      </button>
    </div>
  );
}

/** Hills, sun and water in the company’s colours. */
function Lake() {
  return (
    <svg className="lake" viewBox="0 0 480 320" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
      <circle className="sun" cx="352" cy="150" r="42" />
      <path className="hill far" d="M60 320 C130 190 190 152 262 196 S400 176 480 152 V320 Z" />
      <path className="hill near" d="M0 320 C96 226 168 222 244 240 S404 224 480 208 V320 Z" />
      <path className="water" d="M36 320 C120 276 190 270 270 268 S420 268 480 264 V320 Z" />
      <path className="ripple" d="M278 284 H410 M226 298 H352 M322 310 H452" />
    </svg>
  );
}
