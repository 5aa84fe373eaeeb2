/** Whether the agent's last words leave the next word to the person. */
import type { RecordedEvent } from '../run/schema.ts';

/** Question marks of the world's scripts; what may stand after one: closing quotes, brackets, marks of Markdown. */
const ASKED = /[?\uFF1F\u061F\u2047-\u2049\u203D\u037E\u055E\u1367\u1945][\p{Pf}\p{Pe}"'*_`~\s]*$/u;

/**
 * The question that a text without any call ends with, whatever its language: the last paragraph with a question
 * mark at its end. null where the text ends otherwise, or where the agent changed something since its words before:
 * then the work is what it ends with, and the question a courtesy.
 */
export function closingQuestion(text: string, events: readonly RecordedEvent[]): string | null {
  const whole = text.trim();
  if (!ASKED.test(whole) || changedSinceWords(events)) return null;
  return (whole.split(/\n\s*\n/).at(-1) ?? whole).slice(-2000);
}

/** `events` end with the answer in question. */
function changedSinceWords(events: readonly RecordedEvent[]): boolean {
  const answer = events.findLastIndex((event) => event.type === 'STEP_STARTED');
  const before = events.slice(0, Math.max(0, answer));
  const words = before.findLastIndex(
    (event) =>
      event.type === 'TEXT_MESSAGE_END' ||
      (event.type === 'CUSTOM' && event.name === 'firsthand.human' && event.value.kind === 'request'),
  );
  return before
    .slice(words + 1)
    .some(
      (event) =>
        event.type === 'CUSTOM' &&
        (event.name === 'firsthand.file' || event.name === 'firsthand.workbook') &&
        event.value.by === 'agent',
    );
}
