import { Check } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { intro } from '../intro.ts';
import { foods, teams, workshops } from '../planner/offsite.ts';
import type { Person } from '../planner/people.ts';
import { checkSignUp, isFull, type Problems, seatsLeft, type SignUp } from '../planner/signup.ts';
import { plural, t } from '../words.ts';
import { Field } from './Field.tsx';

interface JoinProps {
  readonly people: readonly Person[];
  readonly workshop: string;
  readonly onSignUp: (answers: SignUp) => void;
  readonly onDone: () => void;
}

const empty: SignUp = {
  name: '',
  email: '',
  team: '',
  workshop: '',
  food: foods[0],
};

export function Join({ people, workshop, onSignUp, onDone }: JoinProps) {
  const [answers, setAnswers] = useState<SignUp>({ ...empty, workshop });
  const [problems, setProblems] = useState<Problems>({});
  const [welcome, setWelcome] = useState<SignUp | null>(null);

  function answer(change: Partial<SignUp>) {
    setAnswers((before) => ({ ...before, ...change }));
    setProblems((before) => {
      const after = { ...before };
      for (const key of Object.keys(change)) delete after[key as keyof SignUp];
      return after;
    });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = checkSignUp(answers, people);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      document.getElementById(first === 'workshop' ? 'workshops' : first)?.focus();
      return;
    }
    onSignUp(answers);
    setWelcome(answers);
    setAnswers(empty);
  }

  if (welcome) return <Welcome answers={welcome} onAgain={() => setWelcome(null)} onDone={onDone} />;

  const wrong = Object.keys(problems).length;
  return (
    <div className="narrow">
      <div className="page-head">
        <h1>{t('Join the offsite')}</h1>
        <p className="lede">{t('It takes one minute. You can withdraw later, and your seat goes to somebody else.')}</p>
      </div>
      <form className="card form" noValidate onSubmit={submit}>
        {wrong > 0 && (
          <p className="notice bad" role="alert">
            {plural(wrong, 'One answer needs another look', '{count} answers need another look')}
          </p>
        )}
        <div className="pair">
          <Field id="name" label="Full name" problem={problems.name}>
            <input
              id="name"
              required
              autoComplete="name"
              value={answers.name}
              aria-invalid={problems.name !== undefined}
              aria-describedby="name-note"
              onChange={(event) => answer({ name: event.target.value })}
            />
          </Field>
          <Field id="email" label="Work e-mail" problem={problems.email} hint="Only used for this event">
            <input
              id="email"
              type="email"
              required
              autoComplete="email"
              value={answers.email}
              aria-invalid={problems.email !== undefined}
              aria-describedby="email-note"
              onChange={(event) => answer({ email: event.target.value })}
            />
          </Field>
        </div>
        <fieldset
          id="workshops"
          className={problems.workshop ? 'cards has-problem' : 'cards'}
          tabIndex={-1}
          aria-describedby="workshops-note"
        >
          <legend>{t('Workshop, Thursday at 14:00')}</legend>
          {workshops.map((session) => {
            const full = isFull(people, session);
            return (
              <label key={session.id} className={full ? 'choice full' : 'choice'}>
                <input
                  type="radio"
                  name="workshop"
                  required
                  value={session.id}
                  disabled={full}
                  checked={answers.workshop === session.id}
                  onChange={() => answer({ workshop: session.id })}
                />
                <span className="choice-title">{t(session.title)}</span>
                <span className="choice-note">
                  {t(session.host)} · {t(session.place)}
                </span>
                <span className="choice-note seats">
                  {full ? t('Full') : plural(seatsLeft(people, session), '1 seat left', '{count} seats left')}
                </span>
              </label>
            );
          })}
          <p className="problem" id="workshops-note">
            {problems.workshop ? t(problems.workshop) : ''}
          </p>
        </fieldset>
        <div className="pair">
          <Field id="team" label="Team" problem={problems.team}>
            <select
              id="team"
              required
              value={answers.team}
              aria-invalid={problems.team !== undefined}
              aria-describedby="team-note"
              onChange={(event) => answer({ team: event.target.value })}
            >
              <option value="">{t('Choose')}</option>
              {teams.map((team) => (
                <option key={team} value={team}>
                  {t(team)}
                </option>
              ))}
            </select>
          </Field>
          <Field id="food" label="Food" hint="The kitchen plans by this">
            <select
              id="food"
              value={answers.food}
              aria-describedby="food-note"
              onChange={(event) => answer({ food: event.target.value })}
            >
              {foods.map((food) => (
                <option key={food} value={food}>
                  {t(food)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <div className="actions">
          <button type="submit" className="button">
            {t(intro.join)}
          </button>
        </div>
      </form>
    </div>
  );
}

interface WelcomeProps {
  readonly answers: SignUp;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

function Welcome({ answers, onAgain, onDone }: WelcomeProps) {
  const workshop = workshops.find((session) => session.id === answers.workshop);
  return (
    <div className="narrow">
      <section className="card welcome" role="status">
        <span className="tick" aria-hidden="true">
          <Check size={28} />
        </span>
        <h1>{t('You are in, {name}', { name: answers.name.trim().split(' ')[0] ?? '' })}</h1>
        <p className="lede">
          {t('Your seat in “{workshop}” is saved. See you at the lake.', { workshop: t(workshop?.title ?? '') })}
        </p>
        <div className="actions centre">
          <button type="button" className="button" onClick={onDone}>
            {t('Back to the agenda')}
          </button>
          <button type="button" className="button plain" onClick={onAgain}>
            {t('Sign up somebody else')}
          </button>
        </div>
      </section>
    </div>
  );
}
