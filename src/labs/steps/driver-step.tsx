import { ArrowDown, ArrowRight, ArrowUp, SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSession } from '../../workbench/use-session.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import type { LabDesk, LabFigure } from '../desk.ts';
import { type FigureWay, wayOf } from '../figure-way.ts';
import { rungProven } from '../progress.ts';
import { ChangeStatus } from './change-status.tsx';
import { ChoiceList } from './choice-list.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The first own change of a model: one driver, moved by hand, and what it did to a key figure. */
export function DriverStep(props: StepProps<'driver'>) {
  const { step, attempt, desk, openDesk, showApp } = props;
  const proven = rungProven(attempt, 'worked');
  const asked = attempt.changes.some((change) => change.rung === 'worked');
  useEffect(() => {
    if (!desk) void openDesk();
  }, [desk, openDesk]);
  return (
    <div className="flex flex-col gap-5">
      {!asked && (
        <p className="flex gap-3 rounded-card bg-brand-soft px-4 py-3.5 text-[0.9375rem]">
          <SlidersHorizontal aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brand" />
          {whatToMove(desk?.session.workbook?.workbook ?? null) ?? step.action}
        </p>
      )}
      <Button variant="quiet" className="self-start md:hidden" onClick={showApp}>
        Show the model
      </Button>
      {desk && <Figures desk={desk} attempt={attempt} />}
      <ChangeStatus attempt={attempt} rung="worked" desk={desk} showApp={showApp} makes="model" />
      {proven && desk && <Reading {...props} desk={desk} />}
    </div>
  );
}

/** An agent may have built no drivers; null where it has, or where that is not known yet. */
function whatToMove(workbook: Workbook | null): string | null {
  if (!workbook || workbook.movableDrivers.length > 0) return null;
  const other = workbook.scenario ? 'Choose another scenario, or type' : 'Type';
  return `This model has no drivers. ${other} another number into the cell of an assumption. Undo takes it back.`;
}

/** The first key figure and where it stood when the agent was done; it follows every change. */
function useFigure(
  desk: LabDesk,
  attempt: StepProps<'driver'>['attempt'],
): (LabFigure & { before: number }) | null {
  useSession(desk.session);
  const [figure] = desk.figures();
  const before = figure && attempt.build?.figures?.[figure.name];
  return figure && before !== undefined ? { ...figure, before } : null;
}

const arrows = { up: ArrowUp, same: ArrowRight, down: ArrowDown } as const;

function Figures({ desk, attempt }: { desk: LabDesk; attempt: StepProps<'driver'>['attempt'] }) {
  const figure = useFigure(desk, attempt);
  if (!figure) return null;
  const Arrow = arrows[wayOf(figure.before, figure.value)];
  return (
    <figure className="flex flex-col gap-1 border-l-2 border-brand py-0.5 pl-4">
      <figcaption className="text-note text-muted">{sentence(figure.label)}</figcaption>
      <p aria-live="polite" className="num flex items-center gap-2 font-serif text-heading">
        <Arrow aria-hidden="true" className="size-5 text-brand" />
        {figure.shown}
      </p>
    </figure>
  );
}

/** The person says what the change did; the model knows. */
function Reading({ step, attempt, record, desk, onNext }: StepProps<'driver'> & { desk: LabDesk }) {
  const figure = useFigure(desk, attempt);
  const kept = attempt.drafts['worked.read']?.text ?? null;
  const [choice, setChoice] = useState<string | null>(kept);
  const options = step.options.map(({ label }, index) => ({ id: ways[index] ?? 'same', label }));
  if (!figure) return <NextButton onNext={onNext}>Change more than one</NextButton>;
  const way = wayOf(figure.before, figure.value);
  const right = kept === way;
  return (
    <div className="flex flex-col gap-5">
      <ChoiceList
        question={step.question.replace('{}', figure.label)}
        options={options}
        value={choice}
        onChoose={setChoice}
      />
      {kept !== null && kept === choice && (
        <Notice tone={right ? 'good' : 'warn'} title={right ? 'You read it' : 'Not quite'} announce="polite">
          {right ? step.right : step.notQuite}
        </Notice>
      )}
      {right ? (
        <NextButton onNext={onNext}>Change more than one</NextButton>
      ) : (
        <Button
          variant="brand"
          size="l"
          className="self-start"
          disabled={choice === null || choice === kept}
          onClick={() => choice && record({ type: 'drafted', field: 'worked.read', text: choice })}
        >
          Answer
        </Button>
      )}
    </div>
  );
}

const ways: readonly FigureWay[] = ['up', 'same', 'down'];

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
