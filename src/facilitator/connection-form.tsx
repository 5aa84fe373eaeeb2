import clsx from 'clsx';
import { type FormEvent, useId, useState } from 'react';
import type { ProviderKind, SettingsAnswer } from '../agent/model-access.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field, TextInput } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { Switch } from '../components/switch.tsx';
import { NumberField } from '../numbers/number-field.tsx';
import { type ConnectionDraft, type DraftErrors, draftErrors, pricePlace } from './connection-change.ts';
import { providerHelp, providerNames } from './provider-names.ts';

export interface ConnectionFormProps {
  start: ConnectionDraft;
  settings: SettingsAnswer;
  busy: boolean;
  problem: { title: string; text: string } | null;
  onSave: (draft: ConnectionDraft) => void;
  onClose: () => void;
}

/** The dialog in which one model is connected or changed. */
export function ConnectionForm({ start, settings, busy, problem, onSave, onClose }: ConnectionFormProps) {
  const id = useId();
  const [draft, setDraft] = useState(start);
  const [errors, setErrors] = useState<DraftErrors>({});
  const stored = settings.connections.find((view) => view.id === draft.id);
  const set = (part: Partial<ConnectionDraft>) => {
    setDraft({ ...draft, ...part });
    setErrors({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = draftErrors(draft, stored);
    setErrors(found);
    if (Object.keys(found).length === 0) onSave(draft);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={draft.id === undefined ? 'Add a model' : 'Change this model'}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="brand" type="submit" form={id} loading={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate className="grid gap-5 pt-2">
        {problem === null ? null : (
          <Notice tone="bad" announce="assertive" title={problem.title}>
            {problem.text}
          </Notice>
        )}
        {draft.id === undefined ? <KindChoice value={draft.kind} onChange={(kind) => set({ kind })} /> : null}
        {draft.kind === 'compatible' ? (
          <Field label="Address" help="Of the API, such as http://localhost:11434/v1" error={errors.baseUrl}>
            {(control) => (
              <TextInput
                {...control}
                type="url"
                value={draft.baseUrl}
                onChange={(event) => set({ baseUrl: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field label="Model" help="The name, as the provider writes it" error={errors.model}>
          {(control) => (
            <>
              <TextInput
                {...control}
                value={draft.model}
                list={`${id}-models`}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => set({ model: event.target.value })}
                className="font-mono text-sm!"
              />
              <datalist id={`${id}-models`}>
                {settings.knownModels[draft.kind].map((model) => (
                  <option key={model} value={model} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field
          label={draft.kind === 'compatible' ? 'Key, if it asks for one' : 'Key'}
          help={
            stored?.keyMasked
              ? `${stored.keyMasked} is stored. Leave this empty to keep it.`
              : 'It goes to the kit’s server and is never shown again.'
          }
          error={errors.apiKey}
        >
          {(control) => (
            <TextInput
              {...control}
              type="password"
              value={draft.apiKey}
              autoComplete="off"
              onChange={(event) => set({ apiKey: event.target.value })}
            />
          )}
        </Field>
        <PriceFields draft={draft} error={errors.price} onChange={set} />
      </form>
    </Dialog>
  );
}

function KindChoice({ value, onChange }: { value: ProviderKind; onChange: (kind: ProviderKind) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-[0.84375rem] font-[580]">Provider</legend>
      {(Object.keys(providerNames) as ProviderKind[]).map((kind) => (
        <label
          key={kind}
          className={clsx(
            'flex min-h-13 cursor-pointer items-center gap-3.5 rounded-control px-4 py-2 transition-shadow has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-brand',
            value === kind
              ? 'bg-brand-soft shadow-[inset_0_0_0_1.5px_var(--brand)]'
              : 'shadow-[inset_0_0_0_1px_var(--line-strong)] hover:shadow-[inset_0_0_0_1px_var(--field)]',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={value === kind}
            onChange={() => onChange(kind)}
            className="size-4.5 accent-brand outline-none"
          />
          <span>
            <span className="block text-[0.9375rem] font-[560]">{providerNames[kind]}</span>
            <span className="block text-note text-muted">{providerHelp[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface PriceFieldsProps {
  draft: ConnectionDraft;
  error: string | undefined;
  onChange: (part: Partial<ConnectionDraft>) => void;
}

function PriceFields({ draft, error, onChange }: PriceFieldsProps) {
  return (
    <div className="grid gap-4">
      {draft.kind === 'compatible' ? (
        <Switch
          label="Runs on our own hardware"
          help="It costs nothing, so no price is needed."
          checked={draft.ownHardware}
          onChange={(ownHardware) => onChange({ ownHardware })}
        />
      ) : null}
      {draft.ownHardware ? null : (
        <details className="group" open={draft.inputPrice !== '' || error !== undefined}>
          <summary className="inline-flex min-h-11 items-center text-sm font-[560] text-brand underline underline-offset-4">
            The price is not known to the kit
          </summary>
          <div className="mt-2 grid gap-4 sm:grid-cols-2">
            <NumberField
              label="Input, $ a million tokens"
              error={error}
              value={draft.inputPrice}
              place={pricePlace}
              onChange={(inputPrice) => onChange({ inputPrice })}
            />
            <NumberField
              label="Output, $ a million tokens"
              value={draft.outputPrice}
              place={pricePlace}
              onChange={(outputPrice) => onChange({ outputPrice })}
            />
          </div>
        </details>
      )}
    </div>
  );
}
