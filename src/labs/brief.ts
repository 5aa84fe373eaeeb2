import type { BriefField } from './schema.ts';

/** A brief from its parts, in the order in which they were asked. Empty parts are left out. */
export function writeBrief(fields: readonly BriefField[], answers: Readonly<Record<string, string>>): string {
  return fields
    .flatMap((field) => {
      const answer = answers[field.id]?.trim();
      return answer ? [asSentence(field.sentence.replace('{}', insideSentence(field.sentence, answer)))] : [];
    })
    .join(' ');
}

/** An offered answer starts with a capital; inside a sentence it does not. */
function insideSentence(sentence: string, answer: string): string {
  return sentence.startsWith('{}') ? answer : answer.charAt(0).toLowerCase() + answer.slice(1);
}

function asSentence(text: string): string {
  const trimmed = text.replace(/\.+$/, '');
  return /[!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
