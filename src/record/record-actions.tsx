import { Download, Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Notice } from '../components/notice.tsx';
import { register } from '../storage/register.ts';
import type { EraseResult } from './erase-everything.ts';
import type { ImportResult, RecordHandle } from './use-record.ts';

/** Take it along, bring it in, or erase it: both sides at once. */
export function RecordActions({ record }: { record: RecordHandle }) {
  const [busy, setBusy] = useState<'export' | 'import' | 'erase' | null>(null);
  const [asking, setAsking] = useState(false);
  const [imported, setImported] = useState<ImportResult | null>(null);
  const [erased, setErased] = useState<EraseResult | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function during(what: 'export' | 'import' | 'erase', work: () => Promise<void>) {
    setBusy(what);
    setImported(null);
    setErased(null);
    await work();
    setBusy(null);
  }

  return (
    <section className="flex flex-col gap-4 rounded-door bg-card p-6 shadow-card">
      <h2 className="font-sans text-[1.0625rem] font-[580] tracking-normal">It is yours</h2>
      <div className="flex flex-col gap-2.5">
        <Button
          variant="brand"
          icon={<Download aria-hidden="true" />}
          loading={busy === 'export'}
          onClick={() => void during('export', record.exportAll)}
        >
          Export everything
        </Button>
        <p className="text-note text-muted">One zip: tables, JSON and every run. Readable without the kit.</p>
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          className="sr-only"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void during('import', async () => setImported(await record.importFile(file)));
          }}
        />
        <Button
          variant="quiet"
          icon={<Upload aria-hidden="true" />}
          loading={busy === 'import'}
          onClick={() => input.current?.click()}
        >
          Import a record
        </Button>
        {imported && <ImportNotice result={imported} />}
      </div>
      <div className="flex flex-col gap-2.5 border-t border-line pt-4">
        <Button
          variant="danger"
          icon={<Trash2 aria-hidden="true" />}
          loading={busy === 'erase'}
          onClick={() => setAsking(true)}
        >
          Erase everything
        </Button>
        <p className="text-note text-muted">Here and on the server, at once.</p>
        {erased && <EraseNotice result={erased} />}
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Erase your record?"
        description="Everything on the list “Kept in this browser”: your progress, predictions, runs, playground, brand and settings, in every open tab, and every event about you on the server. This cannot be taken back. Export everything first if you may want it."
        actions={
          <>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button
              variant="danger"
              onClick={() => {
                setAsking(false);
                void during('erase', async () => setErased(await record.eraseAll()));
              }}
            >
              Erase everything
            </Button>
          </>
        }
      />
    </section>
  );
}

function ImportNotice({ result }: { result: ImportResult }) {
  if (!result.ok) {
    return (
      <Notice tone="bad" announce="assertive" title={result.what}>
        {result.remedy} Nothing was changed.
      </Notice>
    );
  }
  return (
    <Notice tone="good" announce="polite" title="Imported">
      {result.attempts} {result.attempts === 1 ? 'lab' : 'labs'} and {result.runs}{' '}
      {result.runs === 1 ? 'run' : 'runs'} are here now. What was here before is kept.
      {result.refused > 0 && ` ${result.refused} could not be read and were left out.`}
      {result.damaged > 0 && ` ${result.damaged} of the runs are damaged and are marked so.`}
    </Notice>
  );
}

function EraseNotice({ result }: { result: EraseResult }) {
  const here = `${result.attempts} ${result.attempts === 1 ? 'lab' : 'labs'} and ${result.runs} ${result.runs === 1 ? 'run' : 'runs'} in this browser are gone.`;
  if (result.failed.length > 0) {
    return (
      <Notice tone="bad" announce="assertive" title="Not everything could be erased">
        The browser did not let go: {result.failed.map((name) => register[name].what).join(', ')}. Close the
        other tabs of this site and erase again, or clear the site’s data in the browser’s settings.
      </Notice>
    );
  }
  if (result.server === 'later') {
    return (
      <Notice tone="warn" announce="assertive" title="Erased here; the server follows">
        {here} The server cannot be reached now. Its part is erased as soon as this browser is back online and
        opens the site.
      </Notice>
    );
  }
  return (
    <Notice tone="good" announce="assertive" title="Everything is erased">
      {here} The server erased {result.server} {result.server === 1 ? 'event' : 'events'} and holds nothing
      about you.
    </Notice>
  );
}
