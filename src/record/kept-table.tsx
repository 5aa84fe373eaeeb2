import { Skeleton } from '../components/skeleton.tsx';
import type { Persistence } from '../storage/persistence.ts';
import type { KeptRow } from './kept-here.ts';
import { RecordSection } from './section.tsx';
import type { RecordHandle } from './use-record.ts';

/** All that this browser keeps for the kit, what becomes of it, and how long it lasts. */
export function KeptTable({ record }: { record: RecordHandle }) {
  const { kept, persistence } = record;
  return (
    <RecordSection
      title="Kept in this browser"
      note={persistence ? lastsWords[persistence] : 'How long it lasts is up to the browser.'}
    >
      {kept === null ? (
        <Skeleton className="h-32" />
      ) : kept.length === 0 ? (
        <p className="text-muted">Nothing is kept.</p>
      ) : (
        <div className="overflow-x-auto rounded-card bg-card p-5 shadow-card">
          <table className="num w-full min-w-96 text-[0.9375rem]">
            <caption className="sr-only">What is kept, how much of it, and what an export holds</caption>
            <thead className="text-left text-note text-muted">
              <tr>
                <th className="pb-2 font-medium">What</th>
                <th className="pb-2 font-medium">How much</th>
                <th className="pb-2 font-medium">In the export</th>
              </tr>
            </thead>
            <tbody>
              {kept.map((row) => (
                <Row key={row.name} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </RecordSection>
  );
}

function Row({ row: { what, count, size, personal, exported, stays } }: { row: KeptRow }) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-2.5 pr-3 text-left font-normal">
        {what}
        {!personal && <span className="text-muted"> · a setting</span>}
        {stays && <span className="block text-note text-muted">{stays}</span>}
      </th>
      <td className="py-2.5 pr-3 whitespace-nowrap text-muted">
        {count > 1 && `${count} · `}
        {sayBytes(size)}
      </td>
      <td className="py-2.5 text-muted">{exported ? 'Yes' : 'No'}</td>
    </tr>
  );
}

/** How long what is kept lasts: the truth about each kind of browser, and what to do. */
const lastsWords: Readonly<Record<Persistence, string>> = {
  promised: 'This browser promised to keep it until you erase it.',
  'may-erase':
    'This browser may erase it when it runs out of room. Export everything to have it as a file of your own.',
  'seven-days':
    'Safari, and every browser on an iPhone or iPad, erases it after seven days without a visit to this site. Export everything to have it as a file of your own.',
  nothing:
    'This browser keeps nothing for this site: what you do lasts until you leave the page. Export what you want to keep before that.',
};

/** `812 bytes`, `14 KB`, `2.3 MB` */
function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
