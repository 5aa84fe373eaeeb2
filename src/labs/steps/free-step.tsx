import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSession } from '../../workbench/use-session.ts';
import type { LabDesk } from '../desk.ts';
import { rungProven } from '../progress.ts';
import { ChangeStatus } from './change-status.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The third own change: anything, in own words. It may be left for later. */
export function FreeStep({ lab, step, attempt, record, desk, openDesk, showApp, onNext }: StepProps<'free'>) {
  const proven = rungProven(attempt, 'free');
  const [asking, setAsking] = useState(false);
  const text = attempt.drafts['free.brief']?.text ?? '';

  async function send(words: string, changeId?: string) {
    setAsking(true);
    const opened = desk ?? (await openDesk());
    if (opened) {
      showApp();
      await opened.ask('free', words, changeId);
    }
    setAsking(false);
  }
  function leave() {
    record({ type: 'skipped-free' });
    onNext();
  }

  return (
    <div className="flex flex-col gap-5">
      <Field label="Your brief">
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            maxLength={4000}
            value={text}
            placeholder={step.placeholder}
            onChange={(event) => record({ type: 'drafted', field: 'free.brief', text: event.target.value })}
          />
        )}
      </Field>
      {desk && <OutsideScript desk={desk} onChoose={(words, id) => void send(words, id)} />}
      <div className="flex flex-wrap items-center gap-2.5">
        <Button
          variant={proven ? 'quiet' : 'brand'}
          size={proven ? 'm' : 'l'}
          disabled={text.trim() === ''}
          loading={asking}
          onClick={() => void send(text.trim())}
        >
          {proven ? 'Ask for more' : step.action}
        </Button>
        {!proven && (
          <Button variant="ghost" onClick={leave}>
            {step.skip}
          </Button>
        )}
      </div>
      <ChangeStatus attempt={attempt} rung="free" desk={desk} showApp={showApp} makes={lab.makes} />
      {proven && <NextButton onNext={onNext}>Find what it got wrong</NextButton>}
    </div>
  );
}

/** In a rehearsal: what cannot be played is said plainly, and the nearest changes are offered. */
function OutsideScript({ desk, onChoose }: { desk: LabDesk; onChoose: (words: string, id: string) => void }) {
  const { outside, mode, suggestions } = useSession(desk.session);
  if (mode.mode === 'live') return null;
  const offered = (
    outside?.nearest ?? suggestions.filter((each) => each.kind === 'change' && !each.used)
  ).slice(0, 4);
  return (
    <Notice
      tone={outside ? 'warn' : 'neutral'}
      title={outside ? 'This request needs a live model' : 'This is a rehearsal'}
      announce="polite"
      action={
        offered.length > 0 && (
          <div className="flex flex-wrap gap-2">
            {offered.map((each) => (
              <Chip key={each.id} onClick={() => onChoose(each.label, each.id)}>
                {each.label}
              </Chip>
            ))}
          </div>
        )
      }
    >
      {outside
        ? 'The script does not know it, and it does not pretend. These come nearest and can be played now.'
        : 'It knows these changes, in many wordings. Anything else needs a live model.'}
    </Notice>
  );
}
