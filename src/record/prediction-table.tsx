import { countsAsMeasurement, type OutcomeSource, outcomeOf, outcomeValues } from '../labs/outcome.ts';
import { gapWords, measureGaps } from '../labs/prediction.ts';
import type { Lab, MeasureId } from '../labs/schema.ts';
import { sayMinutes } from '../numbers/say-duration.ts';
import { RecordSection } from './section.tsx';
import type { KeptAttempt, RecordHandle } from './use-record.ts';

const measureWords: Readonly<Record<MeasureId, string>> = {
  minutes: 'Time to build it',
  checks: 'Checks passed at once',
  errors: 'Errors left',
};

/** Whose a number is, where no live model did the work. */
const sourceWords: Readonly<Record<OutcomeSource, string>> = {
  measured: 'measured on the script’s work',
  script: 'the script’s',
  recording: 'of a recorded run',
};

/** Every guess beside what came of it. */
export function PredictionTable({ labs, record }: { labs: readonly Lab[]; record: RecordHandle }) {
  const told = record.attempts.filter(({ attempt }) => attempt.prediction && attempt.build);
  if (told.length === 0) return null;
  return (
    <RecordSection
      title="Predictions"
      note="Your guesses beside what came of it. A script’s clock measures nothing, so a rehearsal has no gap."
    >
      <div className="flex flex-col gap-4">
        {told.map((kept) => (
          <OneAttempt key={kept.attempt.id} kept={kept} title={titleOf(labs, kept)} />
        ))}
      </div>
    </RecordSection>
  );
}

function titleOf(labs: readonly Lab[], { attempt }: KeptAttempt): string {
  return labs.find((lab) => lab.id === attempt.lab)?.title ?? attempt.lab;
}

function OneAttempt({ kept: { attempt }, title }: { kept: KeptAttempt; title: string }) {
  const outcome = outcomeOf(attempt);
  const gaps = measureGaps(attempt.prediction?.values ?? {}, outcomeValues(attempt));
  const counts = countsAsMeasurement(attempt);
  const say = (id: MeasureId, value: number) => (id === 'minutes' ? sayMinutes(value) : String(value));
  return (
    <div className="overflow-x-auto rounded-card bg-card p-5 shadow-card">
      <table className="num w-full min-w-96 text-[0.9375rem]">
        <caption className="mb-3 text-left">
          <span className="font-[580]">{title}</span>
          {attempt.build && attempt.build.mode !== 'live' && (
            <span className="text-muted"> · {attempt.build.mode}</span>
          )}
        </caption>
        <thead className="text-left text-note text-muted">
          <tr>
            <th className="pb-2 font-medium">Question</th>
            <th className="pb-2 font-medium">Your guess</th>
            <th className="pb-2 font-medium">{counts ? 'Measured' : 'Shown'}</th>
            <th className="pb-2 font-medium">{counts ? 'Gap' : 'Whose number'}</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={gap.id} className="border-t border-line">
              <th scope="row" className="py-2.5 pr-3 text-left font-normal">
                {measureWords[gap.id]}
              </th>
              <td className="py-2.5 pr-3">{say(gap.id, gap.predicted)}</td>
              <td className="py-2.5 pr-3 font-[580]">{say(gap.id, gap.measured)}</td>
              <td className="py-2.5 text-muted">
                {counts
                  ? gapWords(gap, (value) => say(gap.id, value))
                  : sourceWords[outcome[gap.id]?.source ?? 'script']}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
