import type { Claim } from '../claims/claim.ts';
import { reportsByDamage } from '../claims/sample.ts';
import { t } from '../words.ts';
import { shares } from './shares.ts';
import './damage-chart.css';

const tones = ['one', 'two', 'three', 'four'];

/** One band, divided by kind of damage; the legend carries the numbers. */
export function DamageChart({ added }: { readonly added: readonly Claim[] }) {
  const rows = shares(reportsByDamage(added));
  return (
    <section className="card damage-chart" aria-labelledby="shares-title">
      <h2 id="shares-title">{t('Share of each kind of damage')}</h2>
      <div className="band" aria-hidden="true">
        {rows.map((row, index) => (
          <span key={row.label} className={tones[index] ?? 'four'} style={{ flexGrow: row.count }} />
        ))}
      </div>
      <ul>
        {rows.map((row, index) => (
          <li key={row.label}>
            <span className={`key ${tones[index] ?? 'four'}`} aria-hidden="true" />
            {t(row.label)} <strong className="number">{row.percent} %</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
