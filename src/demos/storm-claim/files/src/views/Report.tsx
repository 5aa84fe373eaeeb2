import { Banknote, Check, CloudLightning, FileCheck, PhoneCall } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { checkReport, type Claim, damages, fastPayLimit, nextStep, type Problems, type Report as Answers } from '../claims/claim.ts';
import { isoOf } from '../claims/claim-date.ts';
import { intro } from '../intro.ts';
import { money, plural, t } from '../words.ts';
import { Field } from './Field.tsx';

interface ReportProps {
  readonly today: Date;
  readonly onSend: (answers: Answers) => Claim;
  readonly onClaims: () => void;
}

const empty: Answers = {
  policy: '',
  day: '',
  damage: '',
  amount: '',
  story: '',
  openToWeather: false,
};

export function Report({ today, onSend, onClaims }: ReportProps) {
  const [answers, setAnswers] = useState<Answers>(empty);
  const [problems, setProblems] = useState<Problems>({});
  const [sent, setSent] = useState<Claim | null>(null);

  function answer(change: Partial<Answers>) {
    setAnswers((before) => ({ ...before, ...change }));
    setProblems((before) => {
      const after = { ...before };
      for (const key of Object.keys(change)) delete after[key as keyof Answers];
      return after;
    });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = checkReport(answers, isoOf(today));
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      document.getElementById(first)?.focus();
      return;
    }
    setSent(onSend(answers));
    setAnswers(empty);
  }

  if (sent) return <Sent claim={sent} onAgain={() => setSent(null)} onClaims={onClaims} />;

  const wrong = Object.keys(problems).length;
  return (
    <div className="wide split">
      <div>
        <div className="page-head">
          <h1>{t(intro.headline, { audience: t(intro.audience) })}</h1>
          <p className="lede">{t(intro.lede, { audience: t(intro.audience) })}</p>
        </div>
        <form className="form" noValidate onSubmit={submit}>
          {wrong > 0 && (
            <p className="notice bad" role="alert">
              {plural(wrong, 'One answer needs another look', '{count} answers need another look')}
            </p>
          )}
          <div className="pair">
            <Field id="policy" label="Policy number" hint="Like HV-204 118" problem={problems.policy}>
              <input
                id="policy"
                required
                value={answers.policy}
                aria-invalid={problems.policy !== undefined}
                aria-describedby="policy-note"
                onChange={(event) => answer({ policy: event.target.value })}
              />
            </Field>
            <Field id="day" label="Date of damage" hint="Day.month.year, like 05.11.2026" problem={problems.day}>
              <input
                id="day"
                required
                inputMode="numeric"
                value={answers.day}
                aria-invalid={problems.day !== undefined}
                aria-describedby="day-note"
                onChange={(event) => answer({ day: event.target.value })}
              />
            </Field>
          </div>
          <div className="pair">
            <Field id="damage" label="What is damaged" problem={problems.damage}>
              <select
                id="damage"
                required
                value={answers.damage}
                aria-invalid={problems.damage !== undefined}
                aria-describedby="damage-note"
                onChange={(event) => answer({ damage: event.target.value })}
              >
                <option value="">{t('Choose')}</option>
                {damages.map((damage) => (
                  <option key={damage} value={damage}>
                    {t(damage)}
                  </option>
                ))}
              </select>
            </Field>
            <Field id="amount" label="Estimated cost in £" hint="A rough guess is enough" problem={problems.amount}>
              <input
                id="amount"
                required
                inputMode="decimal"
                value={answers.amount}
                aria-invalid={problems.amount !== undefined}
                aria-describedby="amount-note"
                onChange={(event) => answer({ amount: event.target.value })}
              />
            </Field>
          </div>
          <Field id="story" label="What happened" problem={problems.story}>
            <textarea
              id="story"
              required
              rows={3}
              value={answers.story}
              aria-invalid={problems.story !== undefined}
              aria-describedby="story-note"
              onChange={(event) => answer({ story: event.target.value })}
            />
          </Field>
          <label className="tickbox">
            <input
              type="checkbox"
              checked={answers.openToWeather}
              onChange={(event) => answer({ openToWeather: event.target.checked })}
            />
            <span>{t('Rain or wind can get in: the roof or a window is open')}</span>
          </label>
          <div className="actions">
            <button type="submit" className="button">
              {t(intro.send)}
            </button>
          </div>
        </form>
      </div>
      <NextSteps />
    </div>
  );
}

function NextSteps() {
  return (
    <aside className="panel" aria-labelledby="next-title">
      <CloudLightning className="panel-mark" size={34} aria-hidden="true" />
      <h2 id="next-title">{t('What happens next')}</h2>
      <ol className="promises">
        <li>
          <FileCheck size={20} aria-hidden="true" />
          {t('You get a claim number at once')}
        </li>
        <li>
          <PhoneCall size={20} aria-hidden="true" />
          {t('An adjuster calls within two hours if your home is open')}
        </li>
        <li>
          <Banknote size={20} aria-hidden="true" />
          {t('Up to {limit} is paid the same day', { limit: money(fastPayLimit) })}
        </li>
      </ol>
      <p className="quiet">{t('Make it safe first. Keep the receipts, we pay for emergency repairs too.')}</p>
    </aside>
  );
}

interface SentProps {
  readonly claim: Claim;
  readonly onAgain: () => void;
  readonly onClaims: () => void;
}

function Sent({ claim, onAgain, onClaims }: SentProps) {
  return (
    <div className="wide">
      <section className="sent" role="status">
        <span className="tick" aria-hidden="true">
          <Check size={28} />
        </span>
        <h1>{t('We have your report')}</h1>
        <p className="claim-number number">{claim.id}</p>
        <p className="lede">
          {t(nextStep(claim))} {t('Estimated cost: {amount}.', { amount: money(claim.amount) })}
        </p>
        <div className="actions centre">
          <button type="button" className="button" onClick={onClaims}>
            {t('See my claims')}
          </button>
          <button type="button" className="button plain" onClick={onAgain}>
            {t('Report something else')}
          </button>
        </div>
      </section>
    </div>
  );
}
