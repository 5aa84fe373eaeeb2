import { ArrowRight } from 'lucide-react';
import { ButtonLink } from '../components/button.tsx';
import { ProgressRing } from '../components/progress-ring.tsx';
import { standing, stepsOf } from '../labs/progress.ts';
import type { Lab } from '../labs/schema.ts';
import { writeAddress } from '../labs/use-lab-address.ts';
import { RecordSection, sayDay } from './section.tsx';
import type { KeptAttempt, RecordHandle } from './use-record.ts';

/** Each attempt at a lab, with the way back to it. */
export function LabProgress({ labs, record }: { labs: readonly Lab[]; record: RecordHandle }) {
  const known = record.attempts.flatMap((kept) => {
    const lab = labs.find((each) => each.id === kept.attempt.lab);
    return lab ? [{ lab, kept }] : [];
  });
  return (
    <RecordSection title="Labs">
      {known.length === 0 ? (
        <p className="text-muted">
          You have not begun a lab in this browser.{' '}
          <a className="link" href="/labs/">
            Choose one
          </a>
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {known.map(({ lab, kept }) => (
            <AttemptRow key={kept.attempt.id} lab={lab} kept={kept} />
          ))}
        </ul>
      )}
    </RecordSection>
  );
}

function AttemptRow({ lab, kept }: { lab: Lab; kept: KeptAttempt }) {
  const { attempt, past } = kept;
  const { missing, complete, minutesLeft } = standing(lab, attempt);
  const total = stepsOf(lab).length;
  const state = complete ? 'Complete' : past ? 'Started over' : `About ${minutesLeft} minutes left`;
  return (
    <li className="flex flex-wrap items-center gap-4 rounded-card bg-card p-4 shadow-card sm:gap-5 sm:p-5">
      <ProgressRing
        value={total - missing.length}
        max={total}
        label={`Steps of ${lab.title}`}
        size={48}
        tone="brand"
      />
      <div className="min-w-0 flex-1 basis-52">
        <h3 className="truncate font-sans text-[1.0625rem] font-[580] tracking-normal">{lab.title}</h3>
        <p className="text-note text-muted">
          {attempt.brand ? `For ${attempt.brand.value.name} · ` : ''}
          {sayDay(attempt.updatedAt)} · {state}
        </p>
      </div>
      {!past && (
        <ButtonLink
          size="s"
          variant={complete ? 'quiet' : 'brand'}
          trailing={<ArrowRight aria-hidden="true" />}
          href={`/labs/${lab.id}/${writeAddress({ demo: attempt.demo, step: attempt.place.step })}`}
        >
          {complete ? 'Look back' : 'Go on'}
        </ButtonLink>
      )}
    </li>
  );
}
