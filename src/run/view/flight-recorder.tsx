import { Download, GitFork, Printer } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Notice } from '../../components/notice.tsx';
import { toast } from '../../components/toast.tsx';
import { useMedia } from '../../workbench/use-session.ts';
import { badgeWording, dayText } from '../badge.ts';
import { filesAt } from '../files-at.ts';
import { damageOf, damageText, wholePart } from '../integrity.ts';
import type { RecordDamage, RunRecord } from '../schema.ts';
import { tellStory } from '../story.ts';
import { exportForms, exportRun } from './export-run.ts';
import { forkRun } from './fork-run.ts';
import { PlayControls } from './play-controls.tsx';
import { RecordPanes, type ZoomLevel } from './record-panes.tsx';
import { RunPrint } from './run-print.tsx';
import { TimeStrip } from './time-strip.tsx';
import { layOut } from './timeline.ts';
import { usePlayhead } from './use-playhead.ts';
import { ViewerHeader } from './viewer-header.tsx';

interface FlightRecorderProps {
  record: RunRecord;
  /** A fork was made and kept under this id. */
  onFork: (runId: string) => void;
}

/** A run as a flight recorder shows it: drag the strip, and files, app or model, and steps are as they were. */
export function FlightRecorder({ record: read, onFork }: FlightRecorderProps) {
  const damage = useMemo(() => damageOf(read), [read]);
  const record = useMemo(() => wholePart(read), [read]);
  const whole = useMemo(() => tellStory(record), [record]);
  const timeline = useMemo(() => layOut(record, whole), [record, whole]);
  const head = usePlayhead(timeline);
  const [zoom, setZoom] = useState<ZoomLevel>('steps');
  const seq = timeline.seqAt(head.ms);
  const story = useMemo(() => tellStory(until(record, seq)), [record, seq]);
  const step = story.steps.at(-1);
  const filesSeq = useMemo(() => lastFileSeq(record, seq), [record, seq]);
  const files = useMemo(() => filesAt(record.events, filesSeq), [record, filesSeq]);
  useKeys(head);
  const narrow = useMedia('(max-width: 60rem)');

  return (
    <>
      <div className="run-screen flex h-full min-h-0 flex-col">
        <ViewerHeader title={record.header.title}>
          <RunActions
            makesWorkbook={whole.workbook !== null}
            record={record}
            read={read}
            seq={seq}
            stepIndex={step?.index ?? -1}
            onFork={onFork}
          />
        </ViewerHeader>
        <Headline record={record} line={whole.line} />
        {damage && <DamageNotice step={whole.steps.length + 1} damage={damage} />}
        <RecordPanes
          runId={record.header.runId}
          story={story}
          events={record.events}
          seq={seq}
          files={files}
          title={record.header.title}
          makesWorkbook={whole.workbook !== null}
          zoom={zoom}
          narrow={narrow}
          onZoom={setZoom}
          onGo={(target) => head.scrub(timeline.msOf(target))}
        />
        <footer className="flex shrink-0 flex-col gap-2 border-t border-line bg-card px-4 pt-3 pb-3.5 lg:px-6">
          <TimeStrip
            timeline={timeline}
            ms={head.ms}
            text={step?.text ?? 'Before the first step'}
            onScrub={head.scrub}
            onStep={head.step}
          />
          <PlayControls head={head} timeline={timeline} text={step?.text ?? 'Before the first step'} />
        </footer>
      </div>
      <RunPrint header={read.header} story={whole} damage={damage} />
    </>
  );
}

function until(record: RunRecord, seq: number): RunRecord {
  return { header: record.header, events: record.events.filter((event) => event.seq <= seq) };
}

/** The last change of a file up to `seq`: between two changes the preview has nothing to do. */
function lastFileSeq(record: RunRecord, seq: number): number {
  const event = record.events.findLast(
    (each) => each.seq <= seq && each.type === 'CUSTOM' && each.name === 'firsthand.file',
  );
  return event?.seq ?? 0;
}

function DamageNotice({ step, damage }: { step: number; damage: RecordDamage }) {
  return (
    <div className="border-b border-line px-4 py-3 lg:px-6">
      <Notice tone="warn" announce="polite" title={`This record is damaged, from step ${step}`}>
        What you see ends there: {damageText(damage)} It can’t be replayed or continued. Fork it before that
        step to work on a copy, or export it as it is.
      </Notice>
    </div>
  );
}

function Headline({ record, line }: { record: RunRecord; line: string }) {
  const { header } = record;
  const badge = badgeWording(header);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 lg:px-6">
      <h2 className="min-w-0 flex-1 basis-80 text-[1.1875rem] leading-snug">{line}</h2>
      <div className="flex flex-wrap items-center gap-2">
        <span title={badge.long}>
          <Badge tone={header.mode === 'live' ? 'good' : header.mode === 'rehearsal' ? 'warn' : 'neutral'}>
            {badge.short}
          </Badge>
        </span>
        <Badge dot={false}>Recorded {dayText(header.startedAt)}</Badge>
        <Badge dot={false}>
          <span
            aria-hidden="true"
            className="size-3 rounded-full"
            style={{ background: header.brand.primary }}
          />
          {header.brand.name}
        </Badge>
      </div>
    </div>
  );
}

interface RunActionsProps {
  /** The part of the record that is whole. */
  record: RunRecord;
  /** The record as it was kept. */
  read: RunRecord;
  makesWorkbook: boolean;
  seq: number;
  stepIndex: number;
  onFork: (runId: string) => void;
}

function RunActions({ record, read, makesWorkbook, seq, stepIndex, onFork }: RunActionsProps) {
  const [forking, setForking] = useState(false);
  async function fork() {
    setForking(true);
    const id = await forkRun(record, seq).catch(() => null);
    setForking(false);
    if (id) onFork(id);
    else
      toast('The copy could not be kept', { description: 'The browser’s storage is full or switched off.' });
  }
  return (
    <>
      <Button
        size="s"
        variant="brand"
        icon={<GitFork aria-hidden="true" />}
        disabled={stepIndex < 0}
        loading={forking}
        onClick={() => void fork()}
      >
        Fork here
      </Button>
      <Menu
        trigger={
          <Button size="s" variant="quiet" icon={<Download aria-hidden="true" />}>
            Export
          </Button>
        }
        items={exportForms(makesWorkbook, read !== record).map(({ form, label, help }) => ({
          label,
          help,
          onSelect: () => void exportRun(read, form),
        }))}
      />
      <IconButton size="s" label="Print the run" icon={<Printer />} onClick={() => window.print()} />
    </>
  );
}

/** Space plays, arrows step; not while a field or a button has the keys. */
function useKeys(head: ReturnType<typeof usePlayhead>) {
  const { toggle, step } = head;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (
        target?.closest(
          'input, textarea, select, button, a, [role=tab], [role=slider], [role=treeitem], [role=option], [contenteditable]',
        )
      )
        return;
      if (event.key === ' ') toggle();
      else if (event.key === 'ArrowRight') step(1);
      else if (event.key === 'ArrowLeft') step(-1);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [toggle, step]);
}
