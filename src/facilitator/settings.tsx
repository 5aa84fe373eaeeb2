import { LogOut } from 'lucide-react';
import { Button, ButtonLink } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Toasts } from '../components/toast.tsx';
import { callApi, refusalWords } from './api.ts';
import { Connections } from './connections.tsx';
import { EngineChoice } from './engine-choice.tsx';
import { Room } from './room.tsx';
import { Section } from './section.tsx';
import { Spending } from './spending.tsx';
import { useAction } from './use-action.ts';
import { type SettingsData, useSettings } from './use-settings.ts';

/** The facilitator's settings: models, spending, the room, the sandbox. */
export function Settings() {
  return (
    <Toasts>
      <ErrorBoundary part="The settings">
        <Loaded />
      </ErrorBoundary>
    </Toasts>
  );
}

function Loaded() {
  const { state, load, change, openRoom } = useSettings();
  if (state.step === 'loading') return <Skeleton className="h-80 w-full" />;
  if (state.step === 'signed-out') return <SignedOut />;
  if (state.step === 'failed') {
    const { title, text } = refusalWords(state.error);
    return (
      <Notice
        tone="bad"
        announce="assertive"
        title={title}
        action={
          <Button size="s" onClick={() => void load()}>
            Try again
          </Button>
        }
      >
        {text}
      </Notice>
    );
  }
  return <Sections data={state.data} change={change} openRoom={openRoom} />;
}

function SignedOut() {
  return (
    <EmptyState
      icon={<LogOut />}
      title="Only for the facilitator"
      action={
        <ButtonLink href="/enter/" variant="brand">
          Sign in
        </ButtonLink>
      }
      className="rounded-door bg-card shadow-card"
    >
      The kit printed a link when it was started. Open it on this machine to change models, spending and the
      room.
    </EmptyState>
  );
}

type Handle = ReturnType<typeof useSettings>;

function Sections({ data, change, openRoom }: { data: SettingsData } & Pick<Handle, 'change' | 'openRoom'>) {
  return (
    <div>
      <Section
        id="models"
        title="Models"
        text="The first is asked first, the others are fall-backs. Keys stay on the server and are shown masked."
      >
        <Connections settings={data.settings} local={data.local} change={change} />
      </Section>
      <Section
        id="spending"
        title="Spending"
        text="One cap a day for everyone together. A call reserves its worst case first, so the cap is never passed."
      >
        <Spending settings={data.settings} budget={data.budget} change={change} />
      </Section>
      <Section
        id="room"
        title="The room"
        text="Participants can ask the model only while the room is open. Closed, they still have the rehearsals."
      >
        <Room status={data.status} openRoom={openRoom} />
      </Section>
      <Section
        id="engine"
        title="Sandbox"
        text="Where the agent’s work runs. The embedded one needs nothing but the browser."
      >
        <EngineChoice settings={data.settings} change={change} />
      </Section>
      <Section id="session" title="This browser" text="A session ends after 12 hours, or two idle hours.">
        <SignOut />
      </Section>
    </div>
  );
}

function SignOut() {
  const { busy, problem, run } = useAction();
  const leave = async () => {
    await callApi('POST', '/api/facilitator/leave', { body: {} });
    location.assign('/');
  };
  return (
    <div className="grid gap-4">
      {problem === null ? null : (
        <Notice tone="bad" announce="assertive" title={problem.title}>
          {problem.text}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/preflight/" variant="quiet">
          Go to preflight
        </ButtonLink>
        <Button
          variant="quiet"
          icon={<LogOut aria-hidden="true" />}
          loading={busy}
          onClick={() => void run(leave)}
        >
          Sign out
        </Button>
      </div>
    </div>
  );
}
