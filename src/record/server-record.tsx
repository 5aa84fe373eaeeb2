import { CloudOff, Server } from 'lucide-react';
import { Skeleton } from '../components/skeleton.tsx';
import type { UsageEvent, UsageKind } from '../usage/schema.ts';
import { sayDay } from './section.tsx';
import type { RecordHandle } from './use-record.ts';

const kindWords: Readonly<Record<UsageKind, string>> = {
  lab_opened: 'Lab opened',
  heard: 'Said: I had heard of it',
  predicted: 'Prediction',
  measured: 'Measured value',
  run_started: 'Run started',
  run_finished: 'Run finished',
  tokens: 'Tokens of a run',
  seen: 'Rung reached: seen',
  own_change: 'Own change made',
  check_passed: 'Checks passed on it',
  completed: 'Rung of a lab completed',
  reflected: 'A tap at the end',
  used: 'Rung reached: used',
};

/** What the kit's server holds: kinds and counts, and every event on request. */
export function ServerRecord({ record, host }: { record: RecordHandle; host: string }) {
  const { server, waiting } = record;
  return (
    <section className="flex flex-col gap-3 rounded-door bg-card p-6 shadow-card">
      <h2 className="flex items-center gap-2.5 font-sans text-[1.0625rem] font-[580] tracking-normal">
        <Server aria-hidden="true" className="size-5 text-muted" /> On the server{host ? ` ${host}` : ''}
      </h2>
      {server.state === 'loading' ? (
        <Skeleton className="h-24" />
      ) : server.state === 'offline' ? (
        <p className="flex gap-2.5 text-note text-muted">
          <CloudOff aria-hidden="true" className="mt-px size-4 shrink-0" />
          The server cannot be reached now, so it cannot be said what it holds. Your record here works without
          it.
        </p>
      ) : (
        <Held events={server.events} retentionDays={server.retentionDays} />
      )}
      {waiting > 0 && (
        <p className="text-note text-muted">
          {waiting === 1 ? 'One event waits' : `${waiting} events wait`} here to be sent.
        </p>
      )}
      <p className="border-t border-line pt-3 text-note text-muted">
        Never your name, your words or your files. You are a random number that only this browser knows.
      </p>
    </section>
  );
}

function Held({ events, retentionDays }: { events: readonly UsageEvent[]; retentionDays: number }) {
  if (events.length === 0) return <p className="text-note text-muted">It holds nothing about you.</p>;
  const counts = new Map<UsageKind, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (
    <>
      <dl className="flex flex-col gap-1.5 text-note">
        {[...counts].map(([kind, count]) => (
          <div key={kind} className="flex justify-between gap-4">
            <dt>{kindWords[kind]}</dt>
            <dd className="num font-[560]">{count}</dd>
          </div>
        ))}
      </dl>
      <details className="text-note">
        <summary className="link w-fit">Show each of the {events.length}</summary>
        <ul className="mt-2 flex max-h-72 flex-col gap-1.5 overflow-y-auto">
          {events.map(({ id, at, kind, ...facts }) => (
            <li key={id} className="border-t border-line pt-1.5">
              {sayDay(new Date(at).toISOString())} · {kindWords[kind]}
              <code translate="no" className="block font-mono text-xs break-all text-muted">
                {JSON.stringify(facts)}
              </code>
            </li>
          ))}
        </ul>
      </details>
      <p className="text-note text-muted">Each is deleted by itself after {retentionDays} days.</p>
    </>
  );
}
