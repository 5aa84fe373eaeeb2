import { lazy, Suspense, useCallback } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import type { PreviewError } from '../../sandbox/sandbox.ts';
import { appShown } from '../../workbench/preview/app-shown.ts';
import { PageRequests } from '../../workbench/preview/page-requests.tsx';
import { PreviewFrame } from '../../workbench/preview/preview-frame.tsx';
import { StepOnStage } from './step-on-stage.tsx';
import { WritingOnStage } from './writing-on-stage.tsx';

const StageModel = lazy(() => import('./stage-model.tsx'));

/** The app is laid out at this width and enlarged, so that its own text can be read from far, CSS pixels. */
const APP_WIDTH = 960;

export interface StagePreviewProps {
  session: SessionActions;
  state: SessionState;
  /** An earlier step that is looked at. */
  at: number | null;
}

/** Two thirds of the picture: what the agent makes, and a cover while there is nothing yet. */
export function StagePreview(props: StagePreviewProps) {
  const { session, state } = props;
  if (state.artefact === 'app') return <StageApp {...props} />;
  const { workbook } = session;
  const cover = (
    <div className="relative h-full overflow-hidden rounded-[max(18px,1.15vw)] shadow-high">
      <BrandCover state={state} />
    </div>
  );
  if (!workbook || !appShown(state)) return cover;
  return (
    <ErrorBoundary part="The model">
      <Suspense fallback={cover}>
        <StageModel {...props} desk={workbook} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The app, or the inside of an earlier step. */
function StageApp({ session, state, at }: StagePreviewProps) {
  const attach = useCallback((element: HTMLElement | null) => session.attachPreview(element), [session]);
  const step = at === null ? undefined : state.story.steps[at];
  const shown = appShown(state);
  const works = state.status === 'working' || state.status === 'booting';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing to press; it only takes the focus back
    <div
      className="relative h-full overflow-hidden rounded-[max(18px,1.15vw)] bg-card shadow-high"
      // A press into the app takes the keys with it; they come back with the pointer.
      onMouseLeave={() => window.focus()}
    >
      <div className={shown && !step?.detail ? 'h-full' : 'h-full opacity-0'}>
        <PreviewFrame attach={attach} width={APP_WIDTH} grow inert={works} />
      </div>
      {state.previewHeld ? (
        <HeldCover start={() => session.startPreview()} />
      ) : (
        !shown && <BrandCover state={state} />
      )}
      {shown && state.previewError && (
        <CalmCover working={works && state.previewError.code === undefined} error={state.previewError} />
      )}
      {shown && <PageRequests preview={session.sandbox?.preview} stage />}
      {step?.detail && (
        <div className="absolute inset-0 animate-fade bg-card">
          <StepOnStage step={step} />
        </div>
      )}
    </div>
  );
}

/** A page that never got ready the last time: the show does not end on it again unasked. */
function HeldCover({ start }: { start: () => void }) {
  return (
    <div className="absolute inset-0 grid place-content-center justify-items-center gap-[1.6vh] bg-card p-[4vw] text-center">
      <p className="font-serif text-stage-l">The page is not started by itself</p>
      <p className="max-w-[34ch] text-stage-m text-muted">
        The last time it never got ready. Ask the agent to change it, or start it as it is.
      </p>
      <Button className="text-stage-s!" onClick={start}>
        Start the page
      </Button>
    </div>
  );
}

/** Before the first page: the client's name and colour, so that the picture is finished from the start. */
function BrandCover({ state }: { state: SessionState }) {
  const { brand } = state;
  const { writing } = state.story;
  if (writing && writing.text !== '')
    return <CodeCover state={state} path={writing.path} text={writing.text} />;
  const words =
    state.status === 'booting'
      ? 'A sandbox opens in this browser'
      : state.status === 'working'
        ? state.artefact === 'app'
          ? 'The first page is on its way'
          : 'The agent reads the briefing'
        : state.title;
  return (
    <div
      className="absolute inset-0 grid place-content-center justify-items-center gap-[2.4vh] p-[4vw] text-center"
      style={{ background: brand.primary, color: inkOn(brand.primary) }}
    >
      {brand.logo && <img src={brand.logo} alt="" className="max-h-[12vh] max-w-[22vw] object-contain" />}
      <p className="font-serif text-[max(64px,5.4vw)] leading-[1.04] tracking-[-0.025em]">{brand.name}</p>
      <p className="text-stage-m opacity-85">{words}</p>
      {(state.status === 'booting' || state.status === 'working') && (
        <span aria-hidden="true" className="mt-[1vh] flex gap-[0.6vw]">
          {['[animation-delay:0ms]', '[animation-delay:250ms]', '[animation-delay:500ms]'].map((delay) => (
            <i
              key={delay}
              className={`size-[max(10px,0.6vw)] animate-pulse-dot rounded-full bg-current ${delay}`}
            />
          ))}
        </span>
      )}
    </div>
  );
}

/** While the first page is written: its code, under the client's name. */
function CodeCover({ state, path, text }: { state: SessionState; path: string; text: string }) {
  const { brand } = state;
  return (
    <div className="absolute inset-0 flex flex-col bg-sunk">
      <p
        className="flex shrink-0 items-center gap-[1vw] px-[2.3vw] py-[1.9vh] font-serif text-[max(30px,2vw)]"
        style={{ background: brand.primary, color: inkOn(brand.primary) }}
      >
        {brand.name}
        <span className="num ml-auto font-sans text-stage-s opacity-85">
          {state.files === 1 ? '1 file' : `${state.files} files`}
        </span>
      </p>
      <div className="grid min-h-0 flex-1 p-[2.3vw]">
        <WritingOnStage path={path} text={text} lines={17} />
      </div>
    </div>
  );
}

/** Black or white, whichever is read more easily on a colour (relative luminance, WCAG 2). */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#14120f' : '#ffffff';
}

/** An app in the middle of a change is no broken app, and nobody in the room shall read an error. */
function CalmCover({ working, error }: { working: boolean; error: PreviewError }) {
  return (
    <div
      role="status"
      className="absolute inset-0 grid animate-[fade_300ms_900ms_both] place-content-center justify-items-center gap-[1.6vh] bg-card p-[4vw] text-center"
    >
      <p className="font-serif text-stage-l">
        {working ? 'In the middle of a change' : 'This page needs a repair'}
      </p>
      <p className="max-w-[32ch] text-stage-m text-muted">
        {working ? 'The app comes back when the pieces fit again.' : error.plain}
      </p>
      {!working && (
        <p className="text-stage-s text-muted">Ask the agent: it can read the error and fix it.</p>
      )}
    </div>
  );
}
