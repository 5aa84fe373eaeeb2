import { AppWindow, type LucideIcon, Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../../components/chip.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { type BriefKind, briefProblem, MAX_BRIEF, readBrief } from '../../demos/own-brief/brief.ts';
import type { BriefDraft } from '../../demos/own-brief/brief-draft.ts';
import { nearestRehearsal } from '../../demos/own-brief/nearest-rehearsal.ts';
import type { DemoEntry } from '../../demos/registry.ts';
import type { ModelReach } from '../use-model-status.ts';

interface OwnBriefFieldsProps {
  draft: BriefDraft;
  onChange: (draft: BriefDraft) => void;
  reach: ModelReach;
  /** Somebody wanted to start: what is missing is said now. */
  pressed: boolean;
  /** Only this kind can be asked for here. */
  only?: BriefKind | undefined;
  /** What is offered where no model can be asked: the nearest demo that is rehearsed. */
  offer: (nearest: DemoEntry) => ReactNode;
}

const kinds: readonly { readonly kind: BriefKind; readonly label: string; readonly Icon: LucideIcon }[] = [
  { kind: 'app', label: 'A web app', Icon: AppWindow },
  { kind: 'workbook', label: 'A financial model', Icon: Table2 },
];

const placeholders: Readonly<Record<BriefKind, string>> = {
  app: 'An app in which our branches book meeting rooms. Two people never get the same room …',
  workbook: 'A five-year plan of a bakery that opens a second shop. The loan is 120,000 at 6 % …',
};

/** From here on the length is shown. */
const LONG = MAX_BRIEF * 0.75;

/** What the agent should build, in a person's own words, and what is said where no model can be asked for it. */
export function OwnBriefFields({ draft, onChange, reach, pressed, only, offer }: OwnBriefFieldsProps) {
  const kind = only ?? draft.kind;
  const text = readBrief(draft.text);
  const problem = briefProblem(text);
  const tooLong = text.length > MAX_BRIEF;
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="What should the agent build?"
        help="One sentence, or a whole briefing pasted in. In any language."
        error={problem !== null && (pressed || tooLong) ? problem : undefined}
        trailing={
          text.length > LONG && (
            <span className="num text-note text-muted">
              {text.length.toLocaleString('en-GB')} of {MAX_BRIEF.toLocaleString('en-GB')}
            </span>
          )
        }
      >
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            dir="auto"
            value={draft.text}
            placeholder={placeholders[kind]}
            onChange={(event) => onChange({ ...draft, kind, text: event.target.value })}
          />
        )}
      </Field>
      {!only && (
        <fieldset>
          <legend className="sr-only">What it is</legend>
          <div className="flex flex-wrap gap-2">
            {kinds.map(({ kind: each, label, Icon }) => (
              <Chip
                key={each}
                icon={<Icon aria-hidden="true" />}
                selected={each === kind}
                onClick={() => onChange({ ...draft, kind: each })}
              >
                {label}
              </Chip>
            ))}
          </div>
        </fieldset>
      )}
      <NeedsModel reach={reach} nearest={nearestRehearsal(text, kind)} offer={offer} />
    </div>
  );
}

/** Whether a run can begin from this draft. */
export function canStart(draft: BriefDraft, reach: ModelReach): boolean {
  return reach.state === 'ready' && briefProblem(readBrief(draft.text)) === null;
}

const missing = {
  'no-model': 'No model is connected. A facilitator connects one in the settings.',
  closed: 'A model is connected, but participants may not use it now. The facilitator opens the room.',
  'no-answer': 'The server does not answer, so no model can be asked. Check the connection, then reload.',
} as const;

interface NeedsModelProps {
  reach: ModelReach;
  nearest: DemoEntry | undefined;
  offer: OwnBriefFieldsProps['offer'];
}

function NeedsModel({ reach, nearest, offer }: NeedsModelProps) {
  if (reach.state === 'asking') return null;
  if (reach.state === 'ready') {
    return (
      <p className="text-note text-muted">
        Your words go to {reach.model.label}. What it builds runs in this browser.
      </p>
    );
  }
  return (
    <Notice
      tone="warn"
      title="A brief of your own needs a live model"
      action={
        <>
          {nearest && offer(nearest)}
          {reach.state === 'no-model' && (
            <a className="link self-center text-note" href="/settings/">
              Settings
            </a>
          )}
        </>
      }
    >
      {missing[reach.state]} Your words stay here until then.
      {nearest && ` The nearest rehearsal is “${nearest.title}”.`}
    </Notice>
  );
}
