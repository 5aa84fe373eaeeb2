import './print.css';
import { badgeWording, dayText } from '../badge.ts';
import { damageText } from '../integrity.ts';
import type { RecordDamage, RecordHeader } from '../schema.ts';
import type { Story } from '../story-model.ts';
import { countText } from '../story-words.ts';

/** The run on paper: what it was, its steps in plain words, its checks, its files. Seen only in print. */
export function RunPrint({
  header,
  story,
  damage,
}: {
  header: RecordHeader;
  story: Story;
  damage: RecordDamage | null;
}) {
  const badge = badgeWording(header);
  return (
    <article className="run-print">
      <h1>{header.title}</h1>
      <p>
        <strong>{badge.short}</strong>. {badge.long}
      </p>
      <p>
        {header.brand.name}, {dayText(header.startedAt)}, run {header.runId}
      </p>
      <p>{story.line}</p>
      {damage && (
        <p>
          <strong>This record is damaged, from step {story.steps.length + 1}:</strong> {damageText(damage)}{' '}
          What is printed here ends there.
        </p>
      )}
      {story.phases
        .filter((phase) => phase.steps.length > 0)
        .map((phase) => (
          <section key={phase.id}>
            <h2>{phase.title}</h2>
            <ol>
              {phase.steps.map((step) => (
                <li key={step.id}>
                  {step.state === 'failed' ? '✕ ' : ''}
                  {step.kind === 'person' ? 'Person: ' : ''}
                  {step.text}
                </li>
              ))}
            </ol>
          </section>
        ))}
      {story.checks && (
        <section>
          <h2>Checks</h2>
          <ul>
            {story.checks.results.map((check) => (
              <li key={check.id}>
                {check.unmeasured ? '?' : check.pass ? '✓' : '✕'} {check.title}: {check.detail}
              </li>
            ))}
          </ul>
        </section>
      )}
      {story.workbook && (
        <section>
          <h2>Model</h2>
          <p>
            {story.workbook.formulas.toLocaleString('en-GB')} formulas on these sheets:{' '}
            {story.workbook.sheets.join(', ')}
          </p>
        </section>
      )}
      <section>
        <h2>Files</h2>
        <ul>
          {Object.entries(story.files).map(([path, text]) => (
            <li key={path}>
              {path.slice(1)}, {countText(text.split('\n').length, 'line')}
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
