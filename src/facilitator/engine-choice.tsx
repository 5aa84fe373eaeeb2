import clsx from 'clsx';
import { type FormEvent, useId, useState } from 'react';
import type { SettingsAnswer, SettingsChange } from '../agent/model-access.ts';
import { Button } from '../components/button.tsx';
import { Field, TextInput } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { useAction } from './use-action.ts';

const engines = [
  {
    id: 'embedded',
    title: 'Embedded',
    text: 'Runs inside the page, over plain http too. A fixed catalogue of packages, no network. The default.',
  },
  {
    id: 'webcontainer',
    title: 'WebContainer',
    text: 'A real Node.js in the browser, with npm. Needs https or localhost, and reaches stackblitz.com.',
  },
] as const;

export interface EngineChoiceProps {
  settings: SettingsAnswer;
  change: (body: SettingsChange) => Promise<void>;
}

/** Which sandbox the labs and the stage start. */
export function EngineChoice({ settings, change }: EngineChoiceProps) {
  const name = useId();
  const [key, setKey] = useState(settings.webcontainerKey ?? '');
  const { busy, problem, run } = useAction();
  const saveKey = (event: FormEvent) => {
    event.preventDefault();
    void run(() => change({ webcontainerKey: key.trim() === '' ? null : key.trim() }), 'The key is saved');
  };
  return (
    <div className="grid gap-5">
      {problem === null ? null : (
        <Notice tone="bad" announce="assertive" title={problem.title}>
          {problem.text}
        </Notice>
      )}
      <fieldset className="grid gap-3 sm:grid-cols-2" disabled={busy}>
        <legend className="sr-only">Sandbox</legend>
        {engines.map((engine) => (
          <label
            key={engine.id}
            className={clsx(
              'flex cursor-pointer gap-3.5 rounded-card p-4 transition-shadow has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-brand',
              settings.engine === engine.id
                ? 'bg-brand-soft shadow-[inset_0_0_0_1.5px_var(--brand)]'
                : 'shadow-[inset_0_0_0_1px_var(--line-strong)] hover:shadow-[inset_0_0_0_1px_var(--field)]',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={settings.engine === engine.id}
              onChange={() => void run(() => change({ engine: engine.id }), `New runs use ${engine.title}`)}
              className="mt-1 size-4.5 shrink-0 accent-brand outline-none"
            />
            <span>
              <span className="block font-[580]">{engine.title}</span>
              <span className="mt-0.5 block text-note text-muted">{engine.text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {settings.engine === 'webcontainer' ? (
        <>
          <Notice tone="warn" title="A licence may be needed">
            WebContainer is a product of StackBlitz. Production use by a for-profit organisation needs their
            licence and an API key. Without network, or where it does not start in 15 seconds, the embedded
            sandbox takes over and the screen says so.
          </Notice>
          <form onSubmit={saveKey} className="flex flex-wrap items-end gap-3">
            <Field
              label="WebContainer API key"
              help="It is used in the browser, so participants can see it."
              className="min-w-0 flex-1 basis-64"
            >
              {(control) => (
                <TextInput
                  {...control}
                  value={key}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => setKey(event.target.value)}
                  className="font-mono text-sm!"
                />
              )}
            </Field>
            <Button
              type="submit"
              variant="quiet"
              loading={busy}
              disabled={key.trim() === (settings.webcontainerKey ?? '')}
            >
              Save the key
            </Button>
          </form>
        </>
      ) : null}
    </div>
  );
}
