import { Check, LoaderCircle, RotateCw, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PreflightLight } from '../agent/model-access.ts';
import { Button, ButtonLink } from '../components/button.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { usePreflight } from './use-preflight.ts';
import { verdictOf } from './verdict.ts';

const looks = {
  green: { Icon: Check, disc: 'bg-good-soft text-good', word: 'good' },
  amber: { Icon: TriangleAlert, disc: 'bg-warn-soft text-warn', word: 'note' },
  red: { Icon: X, disc: 'bg-bad-soft text-bad', word: 'to repair' },
};

/** Tries everything that a session needs, on this machine, and says what to do about each red light. */
export function Preflight() {
  return (
    <ErrorBoundary part="Preflight">
      <Board />
    </ErrorBoundary>
  );
}

function Board() {
  const { lights, waiting, done, again, frame } = usePreflight();
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="grid gap-5 lg:sticky lg:top-24">
        <VerdictCard lights={lights} done={done} onAgain={again} />
        <figure className="overflow-hidden rounded-door bg-card shadow-card">
          <figcaption className="border-b border-line px-5 py-3 text-note font-[560] text-muted">
            A page from the sandbox
          </figcaption>
          <div ref={frame} className="relative h-44 bg-sunk *:size-full" />
        </figure>
      </div>
      <ul aria-label="Lights" className="grid gap-3">
        {lights.map((light) => (
          <LightRow key={light.id} light={light} />
        ))}
        {waiting.map((title) => (
          <li key={title} className="flex items-center gap-4 rounded-card bg-card p-5 text-muted shadow-card">
            <Disc className="bg-sunk">
              <LoaderCircle className="animate-turn" />
            </Disc>
            <span>
              <span className="block font-[560] text-ink">{title}</span>
              <span className="text-[0.9375rem]">Trying it now</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function VerdictCard({
  lights,
  done,
  onAgain,
}: {
  lights: readonly PreflightLight[];
  done: boolean;
  onAgain: () => void;
}) {
  const verdict = verdictOf(lights);
  const { Icon, disc } = looks[verdict.state];
  return (
    <div role="status" className="rounded-[28px] bg-night p-7 text-night-ink shadow-high sm:p-9">
      <span
        className={`mb-6 grid size-18 place-items-center rounded-[24px] [&_svg]:size-9 ${done ? disc : 'bg-white/10 text-night-ink'}`}
      >
        {done ? (
          <Icon aria-hidden="true" strokeWidth={2.5} className="animate-fade" />
        ) : (
          <LoaderCircle aria-hidden="true" className="animate-turn" />
        )}
      </span>
      <p className="font-serif text-title">{done ? verdict.title : 'Checking'}</p>
      <p className="mt-3 text-night-muted">{done ? verdict.text : 'This takes a few seconds.'}</p>
      <div className="mt-7 flex flex-wrap gap-3">
        <Button variant="brand" icon={<RotateCw aria-hidden="true" />} loading={!done} onClick={onAgain}>
          Check again
        </Button>
        {done && verdict.state !== 'red' ? (
          <ButtonLink href="/stage/" variant="ghost" className="text-night-ink! hover:bg-white/10!">
            Open the stage
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}

function LightRow({ light }: { light: PreflightLight }) {
  const { Icon, disc, word } = looks[light.state];
  return (
    <li className="flex animate-rise items-start gap-4 rounded-card bg-card p-5 shadow-card">
      <Disc className={disc}>
        <Icon strokeWidth={2.5} />
      </Disc>
      <div className="min-w-0 flex-1">
        <p className="font-[580]">
          {light.title}
          <span className="sr-only">: {word}</span>
        </p>
        <p className="text-[0.9375rem] text-muted">{light.text}</p>
        {light.remedy === undefined ? null : (
          <p className="mt-2 text-[0.9375rem]">
            <span className="font-[580]">What to do: </span>
            {light.remedy}
          </p>
        )}
      </div>
    </li>
  );
}

function Disc({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className={`grid size-11 shrink-0 place-items-center rounded-[14px] [&_svg]:size-5.5 ${className}`}
    >
      {children}
    </span>
  );
}
