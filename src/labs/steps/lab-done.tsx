import { ArrowRight, CircleCheck, CircleDashed } from 'lucide-react';
import { ButtonLink } from '../../components/button.tsx';
import type { LabAttempt } from '../attempt.ts';
import { rungProven, standing, wasReported } from '../progress.ts';
import type { Lab } from '../schema.ts';

/** The end of a lab: what was proven, and where to go on. */
export function LabDone({ lab, attempt }: { lab: Lab; attempt: LabAttempt }) {
  const { seen, felt, complete } = standing(lab, attempt);
  const proofs = [
    { done: seen, text: 'Seen: a whole run, and what happened in it' },
    { done: felt, text: 'Felt: your own change, with every check passed' },
    { done: rungProven(attempt, 'free'), text: 'Your own brief, in your own words' },
    attempt.build?.by === 'live'
      ? { done: wasReported(attempt), text: 'Used it yourself, and said what you saw' }
      : { done: attempt.flaw.foundAt !== null, text: 'A flaw found that every test missed' },
  ];
  return (
    <div className="flex flex-col gap-6">
      <ul className="flex flex-col gap-3">
        {proofs.map(({ done, text }) => (
          <li key={text} className="flex gap-2.5 text-[0.9375rem]">
            {done ? (
              <CircleCheck aria-label="Done" className="mt-0.5 size-5 shrink-0 text-good" />
            ) : (
              <CircleDashed aria-label="Open" className="mt-0.5 size-5 shrink-0 text-muted" />
            )}
            {text}
          </li>
        ))}
      </ul>
      {!complete && (
        <p className="rounded-card bg-warn-soft px-4 py-3 text-note">
          The lab is not complete while a change of yours is taken back or a check fails on it. Go back to
          “Feel”.
        </p>
      )}
      <div className="flex flex-wrap gap-2.5">
        <ButtonLink
          href="/help/start-tonight/"
          variant="brand"
          size="l"
          trailing={<ArrowRight aria-hidden="true" />}
        >
          Start tonight
        </ButtonLink>
        <ButtonLink href="/record/" variant="quiet" size="l">
          See my record
        </ButtonLink>
      </div>
      {lab.exists && (
        <p className="text-note text-muted">
          You meet this pattern in{' '}
          {lab.exists.links.map((link, index) => (
            <span key={link.url}>
              {index > 0 && ', '}
              <a className="link" href={link.url} target="_blank" rel="noreferrer">
                {link.label}
              </a>
            </span>
          ))}{' '}
          (looked up {lab.exists.checked}).
        </p>
      )}
    </div>
  );
}
