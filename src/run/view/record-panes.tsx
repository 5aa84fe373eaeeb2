import { AppWindow, Files, ListTree, ScrollText, Table2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Split } from '../../components/split.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Activity, DetailsToggle } from '../../workbench/activity/activity.tsx';
import type { RecordedEvent } from '../schema.ts';
import type { Story } from '../story-model.ts';
import { EventList } from './event-list.tsx';
import { RecordedFiles } from './recorded-files.tsx';
import { RecordedPreview } from './recorded-preview.tsx';

const RecordedWorkbook = lazy(() => import('./recorded-workbook.tsx'));

/** Second and third level of a record, and the files; the first is the line above. */
export type ZoomLevel = 'preview' | 'steps' | 'files' | 'events';

interface RecordPanesProps {
  runId: string;
  /** The run as far as the place where one looks. */
  story: Story;
  /** All events of the record. */
  events: readonly RecordedEvent[];
  seq: number;
  files: ReadonlyMap<string, string>;
  title: string;
  /** The run made a model, and no app. */
  makesWorkbook: boolean;
  zoom: ZoomLevel;
  narrow: boolean;
  onZoom: (level: ZoomLevel) => void;
  onGo: (seq: number) => void;
}

/** The app or the model as it was, beside steps, files and events. */
export function RecordPanes(props: RecordPanesProps) {
  const preview = props.makesWorkbook ? (
    <ModelThen {...props} />
  ) : (
    <RecordedPreview runId={props.runId} files={props.files} />
  );
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
                aria-label={props.makesWorkbook ? 'The model at this place' : 'The app at this place'}
                className={`flex min-h-0 min-w-0 flex-1 flex-col ${
                  props.makesWorkbook ? '' : 'overflow-hidden rounded-card bg-card shadow-card'
                }`}
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

/** The model as it was; fetched with the first record that holds one. */
function ModelThen({ events, seq, title, story }: RecordPanesProps) {
  return (
    <ErrorBoundary part="The model">
      <Suspense fallback={<Skeleton className="h-full flex-1" />}>
        <RecordedWorkbook events={events} seq={seq} title={title} focus={story.focus} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Levels({ preview, ...props }: RecordPanesProps & { preview?: React.ReactNode }) {
  const { story, events, seq, files, makesWorkbook, zoom, onZoom, onGo } = props;
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
                label: makesWorkbook ? 'Model' : 'App',
                icon: makesWorkbook ? <Table2 aria-hidden="true" /> : <AppWindow aria-hidden="true" />,
                keep: !makesWorkbook,
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
        // The one file of a model is its briefing, which stands beside the model.
        ...(makesWorkbook
          ? []
          : [
              {
                id: 'files',
                label: 'Files',
                icon: <Files aria-hidden="true" />,
                note: files.size > 0 ? files.size : undefined,
                panel: <RecordedFiles files={files} touched={touched} />,
              },
            ]),
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
