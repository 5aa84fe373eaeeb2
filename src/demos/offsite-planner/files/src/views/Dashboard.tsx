import { useState } from 'react';
import { invited, workshops } from '../planner/offsite.ts';
import type { Person } from '../planner/people.ts';
import { going, mealCounts, seatsLeft, signUpsByDay } from '../planner/signup.ts';
import { plural, t } from '../words.ts';
import { DayChart } from './DayChart.tsx';

interface DashboardProps {
  readonly people: readonly Person[];
  readonly onWithdraw: (id: string) => void;
}

export function Dashboard({ people, onWithdraw }: DashboardProps) {
  const here = going(people);
  const seats = workshops.reduce((sum, session) => sum + (session.seats ?? 0), 0);
  const share = Math.round((here.length / invited) * 100);
  return (
    <div className="wide">
      <div className="page-head">
        <h1>{t('Dashboard')}</h1>
        <p className="lede">{t('Who is coming, which workshops fill up, and what the kitchen needs to know.')}</p>
      </div>
      <dl className="tiles">
        <Tile label={t('People going')} value={here.length} note={t('{share} % of {invited} invited', { share, invited })} />
        <Tile label={t('Seats taken')} value={here.length} note={t('of {seats} in three workshops', { seats })} />
        <Tile label={t('Withdrawn')} value={people.length - here.length} note={t('their seats are free again')} />
      </dl>
      <div className="grid">
        <section className="card" aria-labelledby="days-title">
          <h2 id="days-title">{t('Sign-ups by day')}</h2>
          <DayChart rows={signUpsByDay(people)} />
        </section>
        <section className="card" aria-labelledby="seats-title">
          <h2 id="seats-title">{t('Workshops')}</h2>
          <ul className="meters">
            {workshops.map((session) => {
              const left = Math.max(0, seatsLeft(people, session));
              const taken = (session.seats ?? 0) - left;
              return (
                <li key={session.id}>
                  <p className="meter-head">
                    <span>{t(session.title)}</span>
                    <span className="number">
                      {taken} / {session.seats}
                    </span>
                  </p>
                  <span className="meter" aria-hidden="true">
                    <span style={{ width: `${(taken / (session.seats ?? 1)) * 100}%` }} />
                  </span>
                </li>
              );
            })}
          </ul>
          <h2 className="later">{t('Meals to prepare')}</h2>
          <ul className="meals">
            {mealCounts(people).map((row) => (
              <li key={row.food}>
                <strong className="number">{row.count}</strong>
                <span>{t(row.food)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <PeopleTable people={here} onWithdraw={onWithdraw} />
    </div>
  );
}

function Tile({ label, value, note }: { readonly label: string; readonly value: number; readonly note: string }) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd>
        <span className="big number">{value}</span>
        <span className="quiet">{note}</span>
      </dd>
    </div>
  );
}

function PeopleTable({ people, onWithdraw }: DashboardProps) {
  const [all, setAll] = useState(false);
  const newest = [...people].reverse();
  const rows = newest.slice(0, all ? newest.length : 6);
  return (
    <section className="card" aria-labelledby="people-title">
      <div className="section-head">
        <h2 id="people-title">{t('Who is coming')}</h2>
        <button type="button" className="button plain small" onClick={() => setAll(!all)}>
          {all ? t('Show the latest six') : plural(people.length, 'Show one person', 'Show all {count}')}
        </button>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="people-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Name')}</th>
              <th scope="col">{t('Team')}</th>
              <th scope="col">{t('Workshop')}</th>
              <th scope="col">{t('Food')}</th>
              <th scope="col">
                <span className="unseen">{t('Withdraw')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td>{t(person.team)}</td>
                <td>{t(workshops.find((session) => session.id === person.workshop)?.title ?? '')}</td>
                <td>{t(person.food)}</td>
                <td className="end">
                  <button
                    type="button"
                    className="link"
                    onClick={() => onWithdraw(person.id)}
                    aria-label={`${t('Withdraw')} ${person.name}`}
                  >
                    {t('Withdraw')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
