import clsx from 'clsx';
import { Copy, Download, MessageCircleQuestion, ShieldOff, X } from 'lucide-react';
import {
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { saveFile } from '../../components/save-file.ts';
import type {
  CopyRequest,
  DialogRequest,
  PreviewRequest,
  PreviewRequests,
  SaveRequest,
} from '../../sandbox/preview-requests.ts';
import { type Refusal, refusalOf } from '../../sandbox/refusals.ts';
import type { SandboxPreview } from '../../sandbox/sandbox.ts';
import { copyText } from './copy-text.ts';
import { sizeInWords } from './size-in-words.ts';
import { zipOfFiles } from './zip-of-files.ts';

interface PageRequestsProps {
  preview: SandboxPreview | null | undefined;
  /** Read from the back row. */
  stage?: boolean;
  /** What else stands at the foot of the preview: under what is asked, so that neither hides the other. */
  children?: ReactNode;
}

const buttonLook = (stage: boolean) => (stage ? { className: 'text-stage-s!' } : ({ size: 's' } as const));

const nothing: readonly PreviewRequest[] = [];
const noSubscription = () => () => {};

/** What the page asks of the person, over the preview: dialogs, files, text to copy, and what it was refused. */
export function PageRequests({ preview, stage = false, children }: PageRequestsProps) {
  const open = useSyncExternalStore(
    preview?.requests.subscribe ?? noSubscription,
    () => preview?.requests.open ?? nothing,
    () => nothing,
  );
  const dialog = open.find((request): request is DialogRequest => 'mayStop' in request);
  const form = useKeysOfPage(dialog?.id);
  if (!preview) return null;
  const files = open.filter((request): request is SaveRequest => request.kind === 'save');
  const copy = open.find((request): request is CopyRequest => request.kind === 'copy');
  return (
    <>
      <div className="pointer-events-none absolute inset-x-0 bottom-0 flex max-h-full flex-col items-start gap-2 overflow-y-auto p-3 *:pointer-events-auto *:shrink-0">
        <RefusedActs preview={preview} stage={stage} />
        {copy && <CopyOffer key={copy.id} request={copy} requests={preview.requests} stage={stage} />}
        {files.length > 0 && <FileOffer files={files} requests={preview.requests} stage={stage} />}
        {children}
      </div>
      {dialog && (
        <PageDialog key={dialog.id} form={form} dialog={dialog} requests={preview.requests} stage={stage} />
      )}
    </>
  );
}

/**
 * The keys of somebody who is busy in the page: its dialogs have them while they are open, then the page has
 * them again. Somebody who types elsewhere keeps them.
 */
function useKeysOfPage(dialogId: number | undefined): Ref<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  const page = useRef<HTMLIFrameElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each dialog
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (activeElement !== body)
      page.current = activeElement instanceof HTMLIFrameElement ? activeElement : null;
    if (form.current !== null) {
      const main = form.current.querySelector<HTMLElement>('input, [type=submit]');
      const take = () => {
        if (main instanceof HTMLInputElement) main.select();
        main?.focus();
      };
      if (page.current !== null) take();
      // A press gives the page the keys and lets it ask: the question may be here first. At once they cannot
      // be taken back, the browser is still giving them.
      let timer: ReturnType<typeof setTimeout> | undefined;
      const onBlur = () => {
        timer = setTimeout(() => {
          if (!(document.activeElement instanceof HTMLIFrameElement)) return;
          page.current = document.activeElement;
          take();
        });
      };
      window.addEventListener('blur', onBlur);
      return () => {
        window.removeEventListener('blur', onBlur);
        clearTimeout(timer);
      };
    }
    if (page.current === null) return;
    // Firefox gives no frame the focus while it handles a key, such as the Enter that answered.
    const timer = setTimeout(() => {
      page.current?.focus();
      page.current = null;
    });
    return () => clearTimeout(timer);
  }, [dialogId]);
  return form;
}

interface PageDialogProps {
  dialog: DialogRequest;
  requests: PreviewRequests;
  stage: boolean;
  form: Ref<HTMLFormElement>;
}

/** A dialog of the page, asked by the host: it covers the preview and nothing else. */
function PageDialog({ dialog, requests, stage, form }: PageDialogProps) {
  const id = useId();
  const { kind, text, preset, mayStop } = dialog;
  const [typed, setTyped] = useState(preset);
  const yes = () => requests.answer(dialog.id, kind === 'prompt' ? typed : kind === 'confirm' ? true : null);
  const no = () => requests.answer(dialog.id, kind === 'confirm' ? false : null);
  return (
    <div className="absolute inset-0 z-10 grid animate-fade place-items-center overflow-auto bg-scrim p-4">
      <form
        ref={form}
        role="alertdialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className={clsx(
          'grid w-full animate-rise gap-4 rounded-door bg-card text-ink shadow-high',
          stage ? 'max-w-[min(46vw,90%)] p-[2vw]' : 'max-w-md p-5',
        )}
        onSubmit={(event) => {
          event.preventDefault();
          yes();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') no();
        }}
      >
        <p
          id={`${id}-title`}
          className={clsx('flex items-center gap-2 text-muted', stage ? 'text-stage-s' : 'text-note')}
        >
          <MessageCircleQuestion aria-hidden="true" className="size-[1.25em]" />
          {kind === 'alert' ? 'The app says' : 'The app asks'}
        </p>
        <p
          id={`${id}-text`}
          className={clsx(
            'max-h-[40vh] overflow-auto break-words whitespace-pre-wrap',
            stage ? 'text-stage-m' : 'text-lead',
          )}
        >
          {text || (kind === 'alert' ? 'Nothing' : 'Go on?')}
        </p>
        {kind === 'prompt' && (
          <input
            aria-labelledby={`${id}-text`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className={clsx(
              'w-full rounded-[10px] border border-line-strong bg-card px-3 py-2',
              stage && 'text-stage-m',
            )}
          />
        )}
        <div className="flex flex-wrap items-center justify-end gap-2.5">
          {mayStop && (
            <Button
              variant="quiet"
              size="s"
              className={clsx('mr-auto', stage && 'text-stage-s!')}
              onClick={() => requests.stopDialogs()}
            >
              Stop asking
            </Button>
          )}
          {kind !== 'alert' && (
            <Button variant="quiet" className={stage ? 'text-stage-s!' : undefined} onClick={no}>
              Cancel
            </Button>
          )}
          <Button type="submit" className={stage ? 'text-stage-s!' : undefined}>
            OK
          </Button>
        </div>
      </form>
    </div>
  );
}

interface StripProps {
  icon: ReactNode;
  stage: boolean;
  children: ReactNode;
  actions: ReactNode;
}

function Strip({ icon, stage, children, actions }: StripProps) {
  return (
    <div
      role="status"
      className={clsx(
        'flex max-w-full animate-rise flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-card px-4 py-2.5 text-ink shadow-high ring-1 ring-line',
        stage ? 'text-stage-s' : 'text-sm',
      )}
    >
      <span className="flex min-w-0 grow basis-[18em] items-center gap-2.5">
        <span className="shrink-0 text-muted [&>svg]:size-[1.3em]">{icon}</span>
        <span className="min-w-0 break-words">{children}</span>
      </span>
      <span className="flex shrink-0 flex-wrap items-center gap-2">{actions}</span>
    </div>
  );
}

interface FileOfferProps {
  files: readonly SaveRequest[];
  requests: PreviewRequests;
  stage: boolean;
}

/** One file, or one list of many: a page that offers a hundred fills neither the screen nor the folder of downloads. */
function FileOffer({ files, requests, stage }: FileOfferProps) {
  const [saving, setSaving] = useState(false);
  const [first] = files;
  if (first === undefined) return null;
  const isOne = files.length === 1;
  const look = buttonLook(stage);
  const bytes = files.reduce((sum, { content }) => sum + content.size, 0);
  const save = async () => {
    setSaving(true);
    if (isOne) saveFile(first.name, new Blob([first.content], { type: 'application/octet-stream' }));
    else saveFile('files.zip', await zipOfFiles(files));
    for (const { id } of files) requests.answer(id, true);
    setSaving(false);
  };
  const drop = () => {
    if (isOne) requests.answer(first.id, null);
    else requests.stopFiles();
  };
  return (
    <Strip
      stage={stage}
      icon={<Download aria-hidden="true" />}
      actions={
        <>
          <Button {...look} loading={saving} onClick={() => void save()}>
            {isOne ? 'Save' : `Save all ${files.length} as a zip`}
          </Button>
          <Button {...look} variant="quiet" onClick={drop}>
            {isOne ? 'Not now' : 'Save none, stop asking'}
          </Button>
        </>
      }
    >
      {isOne ? (
        <>
          The app wants to save <strong className="font-[580]">{first.name}</strong>{' '}
          <span className="text-muted">({sizeInWords(first.content.size)})</span>
        </>
      ) : (
        <>
          The app wants to save {files.length} files{' '}
          <span className="text-muted">({sizeInWords(bytes)})</span>
          {!stage && (
            <span className="block truncate text-muted">{files.map(({ name }) => name).join(', ')}</span>
          )}
        </>
      )}
    </Strip>
  );
}

interface CopyOfferProps {
  request: CopyRequest;
  requests: PreviewRequests;
  stage: boolean;
}

function CopyOffer({ request, requests, stage }: CopyOfferProps) {
  const [failed, setFailed] = useState(false);
  const look = buttonLook(stage);
  const short = request.text.trim().replace(/\s+/g, ' ');
  const copy = async () => {
    if (await copyText(request.text)) requests.answer(request.id, true);
    else setFailed(true);
  };
  return (
    <Strip
      stage={stage}
      icon={<Copy aria-hidden="true" />}
      actions={
        <>
          <Button {...look} onClick={() => void copy()}>
            Copy
          </Button>
          <Button {...look} variant="quiet" onClick={() => requests.answer(request.id, false)}>
            Not now
          </Button>
        </>
      }
    >
      {failed ? 'The browser did not let it be copied: ' : 'The app wants to copy: '}
      <span className="text-muted">“{short.length > 60 ? `${short.slice(0, 59)}…` : short}”</span>
    </Strip>
  );
}

/** What the page tried and may not do, each kind once, the newest first in sight. */
function RefusedActs({ preview, stage }: { preview: SandboxPreview; stage: boolean }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  useEffect(
    () =>
      preview.on((event) => {
        if (event.type === 'loading') setRefusals([]);
        if (event.type !== 'blocked') return;
        const refusal = refusalOf(event.directive, event.target);
        setRefusals((before) => [
          ...before.filter(({ code, target }) => code !== refusal.code || target !== refusal.target),
          refusal,
        ]);
      }),
    [preview],
  );
  const last = refusals.at(-1);
  if (last === undefined) return null;
  return (
    <Strip
      stage={stage}
      icon={<ShieldOff aria-hidden="true" />}
      actions={<IconButton size="s" label="Hide this notice" icon={<X />} onClick={() => setRefusals([])} />}
    >
      {last.what} <span className="text-muted">{last.instead}</span>
      {refusals.length > 1 && (
        <span className="text-muted">
          {' '}
          And {refusals.length === 2 ? 'one more' : `${refusals.length - 1} more`}.
        </span>
      )}
    </Strip>
  );
}
