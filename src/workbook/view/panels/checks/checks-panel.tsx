import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../../../components/button.tsx';
import { judgesStructureOnly, structureOnly, structureOnlyNote } from '../../../judged.ts';
import type { WorkbookPanelsProps } from '../props.ts';
import { useDeskVersion } from '../use-desk.ts';
import { type CheckLine, integrityLines, programLines } from './check-lines.ts';
import { useFindings } from './use-findings.ts';

type ChecksPanelProps = Pick<WorkbookPanelsProps, 'desk' | 'checks' | 'onSelect'>;

/** Findings that are shown before somebody asks for all. */
const FIRST_FINDINGS = 6;

/** Whether the model keeps its promises, and what a careful reader would object to. */
export function ChecksPanel({ desk, checks = [], onSelect }: ChecksPanelProps) {
  const version = useDeskVersion(desk);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const promises = useMemo(() => integrityLines(desk.workbook), [desk, version]);
  const findings = useFindings(desk);
  const programs = useMemo(() => programLines(checks), [checks]);
  const [all, setAll] = useState(false);
  const shown = all ? (findings ?? []) : (findings ?? []).slice(0, FIRST_FINDINGS);
  const hidden = (findings?.length ?? 0) - shown.length;
  return (
    <div className="grid content-start gap-x-8 gap-y-6 p-4.5 @3xl:grid-cols-2">
      <Lines
        title="What must hold"
        lines={promises}
        empty="The model has no checks yet. The agent adds them when it has statements to check."
        onSelect={onSelect}
      />
      {programs.length > 0 ? (
        <Lines
          title="Checks by program"
          note={judgesStructureOnly(checks) ? `${structureOnly}. ${structureOnlyNote}` : undefined}
          lines={programs}
          onSelect={onSelect}
        />
      ) : null}
      <div className="flex flex-col gap-3">
        <Lines
          title="Read through"
          lines={shown}
          empty={
            findings === null
              ? 'Reading every formula.'
              : 'No errors, no numbers typed into formulas, no odd rows.'
          }
          onSelect={onSelect}
        />
        {hidden > 0 ? (
          <Button size="s" variant="quiet" className="self-start" onClick={() => setAll(true)}>
            Show {hidden} more
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface LinesProps {
  title: string;
  /** What the lines cannot tell. */
  note?: string | undefined;
  lines: readonly CheckLine[];
  empty?: string;
  onSelect: (cells: string) => void;
}

function Lines({ title, note, lines, empty, onSelect }: LinesProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1 text-lg">{title}</h3>
      {note === undefined ? null : <p className="mb-1 text-note text-warn">{note}</p>}
      {lines.length === 0 ? (
        <p className="text-sm text-muted">{empty}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <Line key={line.id} line={line} onSelect={onSelect} />
          ))}
        </ul>
      )}
    </section>
  );
}

const looks = {
  good: { Icon: CircleCheck, colour: 'text-good', word: 'Holds' },
  bad: { Icon: CircleX, colour: 'text-bad', word: 'Does not hold' },
  warn: { Icon: TriangleAlert, colour: 'text-warn', word: 'Look at it' },
  wait: { Icon: CircleDashed, colour: 'text-muted', word: 'Not measured' },
};

function Line({ line, onSelect }: { line: CheckLine; onSelect: (cells: string) => void }) {
  const { Icon, colour, word } = looks[line.tone];
  const { cells } = line;
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5 last:border-0">
      <Icon className={`mt-0.5 size-4.5 shrink-0 ${colour}`} aria-label={word} role="img" />
      <div className="min-w-0 flex-1">
        <p className="text-[0.90625rem] font-[560] [overflow-wrap:anywhere]">{line.title}</p>
        <p className="text-note text-muted [overflow-wrap:anywhere]">{line.detail}</p>
      </div>
      {cells === undefined || line.tone === 'wait' ? null : (
        <Button
          size="s"
          variant="quiet"
          aria-label={`Show me: ${line.title}`}
          onClick={() => onSelect(cells)}
        >
          Show me
        </Button>
      )}
    </li>
  );
}
