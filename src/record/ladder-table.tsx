import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { Lab } from '../labs/schema.ts';
import { type CapabilityStanding, type LadderRung, ladderOf, ladderRungs } from './ladder.ts';
import { RecordSection, sayDay } from './section.tsx';
import type { RecordHandle } from './use-record.ts';

const rungWords: Readonly<Record<LadderRung, { readonly name: string; readonly proof: string }>> = {
  heard: { name: 'Heard', proof: 'You say so yourself' },
  seen: { name: 'Seen', proof: 'A whole run, and the question about it' },
  felt: { name: 'Felt', proof: 'Your own change, every check passed' },
  used: { name: 'Used', proof: 'Your own brief, with a live model' },
};

const capabilityWords: Readonly<Record<Lab['capability'], string>> = {
  build: 'Build software',
  model: 'Build a model',
  analyse: 'Analyse data',
  research: 'Research with sources',
  tools: 'Use tools',
  delegate: 'Serve and hand over',
  verify: 'Check the work',
  skill: 'Encode expertise',
  squad: 'Lead a squad',
  govern: 'Place the human',
};

/** Heard → seen → felt → used, per capability. No rung is inferred from another. */
export function LadderTable({ labs, record }: { labs: readonly Lab[]; record: RecordHandle }) {
  const rows = ladderOf(
    labs,
    record.attempts.map(({ attempt }) => attempt),
    record.heard,
  );
  return (
    <RecordSection
      title="The ladder"
      note="Each rung needs its own proof. None is taken for granted because another was reached."
    >
      {rows.map((row) => (
        <LadderRow key={row.capability} row={row} onHeard={() => record.sayHeard(row.capability)} />
      ))}
    </RecordSection>
  );
}

function LadderRow({ row, onHeard }: { row: CapabilityStanding; onHeard: () => void }) {
  return (
    <div className="rounded-door bg-card p-5 shadow-card sm:p-6">
      <h3 className="mb-4 font-sans text-[1.0625rem] font-[580] tracking-normal">
        {capabilityWords[row.capability]}
      </h3>
      <ol className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {ladderRungs.map((rung) => {
          const at = row.reached[rung];
          return (
            <li
              key={rung}
              className={clsx(
                'flex min-h-32 flex-col gap-1 rounded-card p-4',
                at ? 'bg-brand-soft' : 'shadow-[inset_0_0_0_1px_var(--line-strong)]',
              )}
            >
              <span className="flex items-center justify-between font-serif text-[1.25rem] leading-none">
                {rungWords[rung].name}
                {at && <Check aria-label="reached" className="size-5 text-brand" />}
              </span>
              <span className="text-note text-muted">{rungWords[rung].proof}</span>
              <span className="mt-auto text-note font-[540]">
                {at ? (
                  sayDay(at)
                ) : rung === 'heard' ? (
                  <button type="button" className="link touch:py-3" onClick={onHeard}>
                    I had heard of it
                  </button>
                ) : rung === 'used' ? (
                  <span className="text-muted">Not yet</span>
                ) : (
                  <a className="link touch:py-3" href={`/labs/${row.labs[0]?.id ?? ''}/`}>
                    Take the lab
                  </a>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
