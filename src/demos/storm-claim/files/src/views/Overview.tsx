import type { Claim } from '../claims/claim.ts';
import { answeredInADay, estimatedBefore, reportsByDamage, reportsThisWeek, roofsOpen } from '../claims/sample.ts';
import { money, t } from '../words.ts';
import { WeekChart } from './WeekChart.tsx';

interface OverviewProps {
  readonly claims: readonly Claim[];
  readonly today: Date;
}

export function Overview({ claims, today }: OverviewProps) {
  const added = claims.slice(0, -2);
  const week = reportsThisWeek(today, added.length);
  const total = week.reduce((sum, day) => sum + day.count, 0);
  const open = roofsOpen + added.filter((claim) => claim.openToWeather).length;
  const estimated = estimatedBefore + added.reduce((sum, claim) => sum + claim.amount, 0);
  return (
    <div className="wide">
      <div className="page-head">
        <h1>{t('Storm reports this week')}</h1>
        <p className="lede">{t('For the claims team: how many, how urgent, how fast.')}</p>
      </div>
      <dl className="tiles">
        <Tile value={String(total)} label={t('reports')} />
        <Tile value={String(open)} label={t('homes open to the weather')} />
        <Tile value={`${answeredInADay} %`} label={t('answered in a day')} />
        <Tile value={money(estimated)} label={t('estimated cost')} />
      </dl>
      <div className="grid">
        <section className="card" aria-labelledby="week-title">
          <h2 id="week-title">{t('Reports by day')}</h2>
          <WeekChart days={week} />
        </section>
        <section className="card" aria-labelledby="kinds-title">
          <h2 id="kinds-title">{t('What is damaged')}</h2>
          <ul className="kinds">
            {reportsByDamage(added).map((row) => (
              <li key={row.damage}>
                <span>{t(row.damage)}</span>
                <strong className="number">{row.count}</strong>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function Tile({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
}
