import type { Person } from '../planner/people.ts';
import { t } from '../words.ts';
import { teamCounts } from './teams.ts';
import './team-chart.css';

/** One line a team; the numbers are text, so that everybody can read them. */
export function TeamChart({ people }: { readonly people: readonly Person[] }) {
  const rows = teamCounts(people);
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <section className="card team-chart" aria-labelledby="teams-title">
      <h2 id="teams-title">{t('Sign-ups by team')}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.team}>
            <span>{t(row.team)}</span>
            <span className="team-line" aria-hidden="true">
              <span style={{ width: `${(row.count / most) * 100}%` }} />
            </span>
            <strong className="number">{row.count}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
