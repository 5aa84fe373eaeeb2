import { KeyRound } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { Button, ButtonLink } from '../components/button.tsx';
import { Field, TextInput } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { callApi, refusalWords } from './api.ts';
import { tokenIn } from './token.ts';

type State =
  | { step: 'asking' }
  | { step: 'entering' }
  | { step: 'refused'; title: string; text: string }
  | { step: 'in' };

/** Exchanges the one-time link for a session by POST, then goes on to preflight. The link's secret never reaches the server's log. */
export function Enter() {
  const [state, setState] = useState<State>({ step: 'asking' });

  const enter = useCallback(async (token: string) => {
    setState({ step: 'entering' });
    try {
      await callApi('POST', '/api/facilitator/enter', { body: { token } });
      setState({ step: 'in' });
      location.replace('/preflight/');
    } catch (error) {
      setState({ step: 'refused', ...refusalWords(error) });
    }
  }, []);

  useEffect(() => {
    const token = tokenIn(location.hash);
    if (token === null) return;
    history.replaceState(null, '', location.pathname);
    void enter(token);
  }, [enter]);

  return (
    <div className="w-full max-w-lg py-16">
      <div className="rounded-door bg-card p-7 shadow-card sm:p-9">
        <span className="mb-5 grid size-14 place-items-center rounded-[18px] bg-brand-soft text-brand [&_svg]:size-7">
          <KeyRound aria-hidden="true" />
        </span>
        <h1 className="text-heading">Sign in as facilitator</h1>
        {state.step === 'refused' ? (
          <Notice tone="bad" announce="assertive" title={state.title} className="mt-5">
            {state.text}
          </Notice>
        ) : null}
        {state.step === 'in' ? <Welcome /> : <LinkForm busy={state.step === 'entering'} onToken={enter} />}
      </div>
    </div>
  );
}

function Welcome() {
  return (
    <div role="status" className="mt-4">
      <p className="text-muted">You are signed in for 12 hours.</p>
      <ButtonLink href="/preflight/" variant="brand" className="mt-5">
        Go to preflight
      </ButtonLink>
    </div>
  );
}

function LinkForm({ busy, onToken }: { busy: boolean; onToken: (token: string) => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = tokenIn(text.trim());
    if (token === null) setError('This is not the whole link. Copy it again from where the kit was started.');
    else onToken(token);
  };
  return (
    <form onSubmit={submit} className="mt-3 grid gap-5">
      <p className="text-muted">
        The kit printed a link when it was started. It works once. Open it on this machine, or paste it here.
      </p>
      <Field label="Link, or the part after #" error={error}>
        {(control) => (
          <TextInput
            {...control}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setError(undefined);
            }}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm!"
          />
        )}
      </Field>
      <Button type="submit" variant="brand" loading={busy}>
        Sign in
      </Button>
      <p className="text-note text-muted">
        For a new link, run{' '}
        <code translate="no" className="font-mono">
          npm run facilitator-link
        </code>{' '}
        where the kit runs.
      </p>
    </form>
  );
}
