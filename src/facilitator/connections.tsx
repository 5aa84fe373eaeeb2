import { ArrowUpToLine, Cpu, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type {
  ConnectionView,
  LocalModelsAnswer,
  SettingsAnswer,
  SettingsChange,
} from '../agent/model-access.ts';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { asFirst, type ConnectionDraft, draftOf, newDraft, withDraft, without } from './connection-change.ts';
import { ConnectionForm } from './connection-form.tsx';
import { providerNames } from './provider-names.ts';
import { useAction } from './use-action.ts';

export interface ConnectionsProps {
  settings: SettingsAnswer;
  local: LocalModelsAnswer;
  change: (body: SettingsChange) => Promise<void>;
}

/** The connected models in order, the ones found on this machine, and a way to add one. */
export function Connections({ settings, local, change }: ConnectionsProps) {
  const [draft, setDraft] = useState<ConnectionDraft | null>(null);
  const { busy, problem, run } = useAction();
  const { connections } = settings;
  const save = async (connectionsToSave: SettingsChange['connections'], done: string) =>
    run(() => change({ connections: connectionsToSave ?? [] }), done);

  return (
    <div className="grid gap-5">
      {problem === null ? null : (
        <Notice tone="bad" announce="assertive" title={problem.title}>
          {problem.text}
        </Notice>
      )}
      {connections.length === 0 ? (
        <Notice title="No model is connected">
          Rehearsals play the model’s part, and the badge says so. Connect one to run live.
        </Notice>
      ) : (
        <ol className="grid gap-3">
          {connections.map((view, index) => (
            <Row
              key={view.id}
              view={view}
              first={index === 0}
              busy={busy}
              onEdit={() => setDraft(draftOf(view))}
              onFirst={() => void save(asFirst(connections, view.id), `${view.model} is asked first now`)}
              onRemove={() => void save(without(connections, view.id), `${view.model} is taken out`)}
            />
          ))}
        </ol>
      )}
      <LocalOffers local={local} connections={connections} onAdd={setDraft} />
      <div>
        <Button
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          onClick={() => setDraft(newDraft('anthropic'))}
          disabled={busy}
        >
          Add a model
        </Button>
      </div>
      {draft === null ? null : (
        <ConnectionForm
          key={draft.id ?? 'new'}
          start={draft}
          settings={settings}
          busy={busy}
          problem={problem}
          onClose={() => setDraft(null)}
          onSave={async (next) => {
            if (await save(withDraft(connections, next), `${next.model} is saved`)) setDraft(null);
          }}
        />
      )}
    </div>
  );
}

interface RowProps {
  view: ConnectionView;
  first: boolean;
  busy: boolean;
  onEdit: () => void;
  onFirst: () => void;
  onRemove: () => void;
}

function Row({ view, first, busy, onEdit, onFirst, onRemove }: RowProps) {
  const unknown = view.price.state === 'unknown';
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-card bg-paper p-4 shadow-[inset_0_0_0_1px_var(--line)]">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-[0.9375rem] font-[560] break-all">{view.model}</span>
          {first ? (
            <Badge tone="good" size="s">
              asked first
            </Badge>
          ) : null}
          {unknown ? (
            <Badge tone="bad" size="s">
              price unknown
            </Badge>
          ) : null}
        </p>
        <p className="mt-1 text-note text-muted">
          {providerNames[view.kind]}
          {view.baseUrl === null ? '' : ` · ${view.baseUrl}`} · {keyWords(view)}
        </p>
        <p className={`mt-1 text-note ${unknown ? 'font-medium text-bad' : 'text-muted'}`}>
          {view.price.note}
        </p>
      </div>
      <div className="flex gap-1">
        {first ? null : (
          <IconButton
            label={`Ask ${view.model} first`}
            icon={<ArrowUpToLine />}
            disabled={busy}
            onClick={onFirst}
          />
        )}
        <IconButton label={`Change ${view.model}`} icon={<Pencil />} disabled={busy} onClick={onEdit} />
        <IconButton label={`Take ${view.model} out`} icon={<Trash2 />} disabled={busy} onClick={onRemove} />
      </div>
    </li>
  );
}

function keyWords(view: ConnectionView): string {
  if (view.keyFrom === 'none') return 'no key';
  return `key ${view.keyMasked ?? 'set'} from the ${view.keyFrom === 'environment' ? 'environment' : 'settings'}`;
}

interface LocalOffersProps {
  local: LocalModelsAnswer;
  connections: readonly ConnectionView[];
  onAdd: (draft: ConnectionDraft) => void;
}

function LocalOffers({ local, connections, onAdd }: LocalOffersProps) {
  return local.servers.map((server) => {
    const fresh = server.models.filter(
      (model) => !connections.some((view) => view.model === model && view.baseUrl === server.baseUrl),
    );
    if (fresh.length === 0) return null;
    return (
      <div key={server.baseUrl} className="rounded-card bg-brand-soft p-4">
        <p className="flex items-center gap-2 text-[0.9375rem] font-[580] [&_svg]:size-4.5">
          <Cpu aria-hidden="true" className="text-brand" />
          {server.name} is running here
        </p>
        <p className="mt-1 text-note text-muted">Its models cost nothing, and nothing leaves this machine.</p>
        <div className="mt-3 flex flex-wrap gap-2">
          {fresh.slice(0, 8).map((model) => (
            <Chip
              key={model}
              icon={<Plus aria-hidden="true" />}
              onClick={() =>
                onAdd(newDraft('compatible', { model, baseUrl: server.baseUrl, ownHardware: true }))
              }
            >
              {model}
            </Chip>
          ))}
        </div>
      </div>
    );
  });
}
