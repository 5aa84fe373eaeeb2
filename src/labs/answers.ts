/** What a person has answered to the questions before a run: a value, "I don't know", or nothing yet. */
import type { LabAttempt } from './attempt.ts';
import type { PredictedValues } from './prediction.ts';
import type { MeasureId, PredictionQuestion } from './schema.ts';

/** Kept as the draft of a question. */
const UNKNOWN = 'unknown';

export type Answer = { readonly kind: 'value'; readonly value: number } | { readonly kind: 'unknown' };
export type Answers = Readonly<Partial<Record<MeasureId, Answer>>>;

/** The draft of a question, to be kept with the attempt. */
export function draftOf(answer: Answer): string {
  return answer.kind === 'unknown' ? UNKNOWN : String(answer.value);
}

/** What was answered so far. A slider that nobody moved is no answer. */
export function answersOf(
  questions: readonly PredictionQuestion[],
  { drafts }: Pick<LabAttempt, 'drafts'>,
): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id }): [MeasureId, Answer][] => {
      const text = drafts[`predict.${id}`]?.text;
      if (text === UNKNOWN) return [[id, { kind: 'unknown' }]];
      const value = text === undefined || text === '' ? Number.NaN : Number(text);
      return Number.isFinite(value) ? [[id, { kind: 'value', value }]] : [];
    }),
  );
}

/** The questions that are still open. */
export function openQuestions(
  questions: readonly PredictionQuestion[],
  answers: Answers,
): readonly PredictionQuestion[] {
  return questions.filter(({ id }) => answers[id] === undefined);
}

/** What counts as predicted: values alone. */
export function predictedValues(answers: Answers): PredictedValues {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => (answer.kind === 'value' ? [[id, answer.value]] : [])),
  );
}
