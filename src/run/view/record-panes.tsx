import { AppWindow, Files, ListTree, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Split } from '../../components/split.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Activity, DetailsToggle } from '../../workbench/activity/activity.tsx';
import type { RecordedEvent } from '../schema.ts';
import type { Story } from '../story-model.ts';
import { EventList } from './event-list.tsx';
import { RecordedFiles } from './recorded-files.tsx';
import { RecordedPreview } from './recorded-preview.tsx';

/** Second and third level of a record, and the files; the first is the line above. */
export type ZoomLevel = 'preview' | 'steps' | 'files' | 'events';

interface RecordPanesProps {
  /** The run as far as the place where one looks. */
  story: Story;
  /** All events of the record. */
  events: readonly RecordedEvent[];
  seq: number;
  files: ReadonlyMap<string, string>;
  zoom: ZoomLevel;
  narrow: boolean;
  onZoom: (level: ZoomLevel) => void;
  onGo: (seq: number) => void;
}

/** The app as it was, beside steps, files and events. */
export function RecordPanes(props: RecordPanesProps) {
  const preview = <RecordedPreview files={props.files} />;
  if (props.narrow) {
    return (
      <div className="min-h-0 flex-1 bg-sunk p-3">
        <Levels {...props} preview={preview} />
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 bg-sunk p-4.5">
      <Split
        id="run-viewer"
        className="flex-1"
        panes={[
          {
            id: 'preview',
            initial: '60%',
            min: '340px',
            content: (
              <section
                aria-label="The app at this place"
                className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card bg-card shadow-card"
              >
                {preview}
              </section>
            ),
          },
          { id: 'levels', initial: '40%', min: '320px', content: <Levels {...props} /> },
        ]}
      />
    </div>
  );
}

function Levels({ preview, ...props }: RecordPanesProps & { preview?: React.ReactNode }) {
  const { story, events, seq, files, zoom, onZoom, onGo } = props;
  const [allOpen, setAllOpen] = useState(false);
  const current = story.steps.at(-1);
  const touched = story.writing?.path ?? touchedBy(story);
  const shown = !preview && zoom === 'preview' ? 'steps' : zoom;
  return (
    <Tabs
      label="Levels of the record"
      value={shown}
      onChange={(id) => onZoom(id as ZoomLevel)}
      className="h-full overflow-hidden rounded-card bg-card shadow-card"
      panelClassName="@container"
      trailing={shown === 'steps' ? <DetailsToggle open={allOpen} onChange={setAllOpen} /> : undefined}
      items={[
        ...(preview
          ? [
              {
                id: 'preview',
                label: 'App',
                icon: <AppWindow aria-hidden="true" />,
                keep: true,
                panel: preview,
              },
            ]
          : []),
        {
          id: 'steps',
          label: 'Steps',
          icon: <ListTree aria-hidden="true" />,
          panel: (
            <Activity
              story={story}
              live={false}
              allOpen={allOpen}
              currentStep={current?.id}
              events={(from, to) => events.filter((event) => event.seq >= from && event.seq <= to)}
            />
          ),
        },
        {
          id: 'files',
          label: 'Files',
          icon: <Files aria-hidden="true" />,
          note: files.size > 0 ? files.size : undefined,
          panel: <RecordedFiles files={files} touched={touched} />,
        },
        {
          id: 'events',
          label: 'Events',
          icon: <ScrollText aria-hidden="true" />,
          note: events.length,
          panel: <EventList events={events} seq={seq} startedAt={events[0]?.timestamp ?? 0} onGo={onGo} />,
        },
      ]}
    />
  );
}

function touchedBy(story: Story): string | null {
  const detail = story.steps.at(-1)?.detail;
  return detail?.type === 'file' || detail?.type === 'writing' ? detail.path : null;
}
