import { useEffect, useMemo } from 'react';
import { type Briefing, readBriefingDocument } from '../../demos/briefing.ts';
import { WorkbookDesk } from '../../workbook/desk.ts';
import { WorkbookScreen } from '../../workbook/view/workbook-screen.tsx';
import { filesAt } from '../files-at.ts';
import type { RecordedEvent } from '../schema.ts';
import type { CellFocus } from '../story-model.ts';
import { WorkbookFollower } from './workbook-follower.ts';

interface RecordedWorkbookProps {
  events: readonly RecordedEvent[];
  seq: number;
  title: string;
  /** Where the agent worked then. */
  focus: CellFocus | null;
}

/** The model as it was at the place where one looks: to read and to trace, not to change. Loaded when one is opened. */
export default function RecordedWorkbook({ events, seq, title, focus }: RecordedWorkbookProps) {
  const { desk, follower } = useMemo(() => {
    const desk = new WorkbookDesk({ title });
    return { desk, follower: new WorkbookFollower(desk, events) };
  }, [events, title]);
  const briefing = useMemo(() => briefingIn(events), [events]);
  useEffect(() => {
    // A hand on the strip asks for many places: the last one within a frame or two is enough.
    const timer = setTimeout(() => follower.follow(seq), 30);
    return () => clearTimeout(timer);
  }, [follower, seq]);
  return <WorkbookScreen desk={desk} readOnly focus={focus} briefing={briefing} onEdit={refuse} />;
}

function refuse(): void {
  // A record is not changed: "Fork here" makes a copy that can be.
}

/** The briefing that the run began with; null where the record has none that can be read. */
function briefingIn(events: readonly RecordedEvent[]): Briefing | null {
  const text = filesAt(events).get('/briefing.md');
  return text === undefined ? null : readBriefingDocument(text);
}
