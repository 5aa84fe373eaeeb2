/** What the usage store is told about an attempt: ids and numbers only, and each fact when it became true. */
import type { UsageFact } from '../usage/schema.ts';
import type { LabAttempt, OwnChange } from './attempt.ts';
import { countsAsMeasurement } from './outcome.ts';
import { changeState, measuredValues, standing } from './progress.ts';
import type { Lab, MeasureId, RungId } from './schema.ts';

/** The facts that are true after a step and were not before it. Nothing is inferred from another fact. */
export function factsOf(lab: Lab, before: LabAttempt, after: LabAttempt): readonly UsageFact[] {
  return [
    ...predictions(lab, before, after),
    ...measurements(lab, before, after),
    ...ladder(lab, before, after),
    ...after.changes.flatMap((change) => changeFacts(lab, before, change)),
    ...reflections(lab, before, after),
  ];
}

function predictions(lab: Lab, before: LabAttempt, after: LabAttempt): UsageFact[] {
  if (before.prediction || !after.prediction) return [];
  return entries(after.prediction.values).map(([question, value]) => ({
    kind: 'predicted',
    lab: lab.id,
    question,
    value,
    unit: question,
    phase: 'before',
  }));
}

function measurements(lab: Lab, before: LabAttempt, after: LabAttempt): UsageFact[] {
  const [old, build] = [measuredValues(before), after.build];
  // Nothing of a rehearsal or a replay counts as measured.
  if (!build || !countsAsMeasurement(after)) return [];
  return entries(measuredValues(after))
    .filter(([question]) => old[question] === undefined)
    .map(([question, value]) => ({
      kind: 'measured',
      lab: lab.id,
      question,
      value,
      unit: question,
      mode: build.mode,
      phase: 'before',
    }));
}

function ladder(lab: Lab, before: LabAttempt, after: LabAttempt): UsageFact[] {
  const { capability } = lab;
  const seen = !standing(lab, before).seen && standing(lab, after).seen;
  return seen ? [{ kind: 'seen', demo: after.demo, capability, observed: true }] : [];
}

function changeFacts(lab: Lab, before: LabAttempt, change: OwnChange): UsageFact[] {
  const old = before.changes.find((each) => each.id === change.id);
  const [was, is] = [old ? changeState(old) : 'asked', changeState(change)];
  const facts: UsageFact[] = [];
  const changed = change.after !== null && change.after !== change.before;
  if (changed && (!old || old.after === null))
    facts.push({ kind: 'own_change', lab: lab.id, rung: change.rung });
  if (is !== 'proven' || was === 'proven') return facts;
  const { capability } = lab;
  facts.push({ kind: 'check_passed', lab: lab.id, check: 'all', ownChange: true });
  if (!rungWasProven(before, change.rung)) {
    facts.push({ kind: 'completed', lab: lab.id, capability, rung: change.rung, mode: change.mode });
  }
  if (change.rung === 'free' && change.mode === 'live')
    facts.push({ kind: 'used', capability, run: change.runId });
  return facts;
}

function rungWasProven(attempt: LabAttempt, rung: RungId): boolean {
  return attempt.changes.some((change) => change.rung === rung && changeState(change) === 'proven');
}

function reflections(lab: Lab, before: LabAttempt, after: LabAttempt): UsageFact[] {
  if (before.reflection || !after.reflection) return [];
  const { surprise, use } = after.reflection;
  return [
    { kind: 'reflected', lab: lab.id, tap: surprise === 'nothing' ? 'not-surprised' : 'surprised' },
    { kind: 'reflected', lab: lab.id, tap: use === 'never' ? 'never' : 'use' },
  ];
}

function entries(values: Readonly<Partial<Record<MeasureId, number>>>): [MeasureId, number][] {
  return (Object.entries(values) as [MeasureId, number | undefined][]).flatMap(([id, value]) =>
    value === undefined ? [] : [[id, value]],
  );
}
