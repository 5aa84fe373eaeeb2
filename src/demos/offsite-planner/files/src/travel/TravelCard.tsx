import { Bike, Bus, Car, TrainFront } from 'lucide-react';
import type { Person } from '../planner/people.ts';
import { plural, t } from '../words.ts';
import { travelCounts, unanswered } from './travel.ts';
import './travel.css';

const icons = { Train: TrainFront, 'Shared car': Car, 'Company bus': Bus, Bicycle: Bike };

export function TravelCard({ people }: { readonly people: readonly Person[] }) {
  return (
    <section className="card travel" aria-labelledby="travel-title">
      <div>
        <h2 id="travel-title">{t('How people travel')}</h2>
        <p className="quiet">
          {plural(unanswered(people), '1 person has not said yet', '{count} people have not said yet')}
        </p>
      </div>
      <ul>
        {travelCounts(people).map((row) => {
          const Icon = icons[row.travel as keyof typeof icons];
          return (
            <li key={row.travel}>
              <Icon size={22} aria-hidden="true" />
              <strong className="number">{row.count}</strong>
              <span>{t(row.travel)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
