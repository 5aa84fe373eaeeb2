import { useMemo } from 'react';
import type { WorkbookDesk } from '../../workbook/desk.ts';
import { imbalanceLines, integrityLines } from '../../workbook/view/panels/checks/check-lines.ts';

interface OffCardProps {
  desk: WorkbookDesk;
  /** Grows with every change of the workbook. */
  version: number;
}

/** The first promise of the model that does not hold, and the line that explains it. Gone as soon as all hold. */
export default function OffCard({ desk, version }: OffCardProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const found = useMemo(() => {
    const off = integrityLines(desk.workbook).find(({ tone }) => tone === 'bad');
    return off ? { off, cause: imbalanceLines(desk.workbook)[0] } : null;
  }, [desk, version]);
  if (!found) return null;
  const { off, cause } = found;
  return (
    <aside className="mb-[1.8vh] animate-rise rounded-[max(18px,1.15vw)] bg-bad-soft p-[1.3vw] text-stage-s">
      <p className="font-[620] text-bad">{off.detail.replace(/ \d+ of \d+ periods are off\.$/, '')}</p>
      <p className="mt-[0.4vh]">{cause ? `${cause.title}.` : off.title}</p>
    </aside>
  );
}
