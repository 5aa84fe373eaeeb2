/** Values that a person could type, worked out from what a question says. */

export interface AnswerValues {
  /** Values to try one after another until the form takes one. */
  readonly good: readonly string[];
  /** A value that no such question may take, and what is wrong with it; null where anything goes. */
  readonly bad: { readonly value: string; readonly what: string } | null;
}

/** `question`: label and the hint beside it. `today` gives days that are neither too old nor still to come. */
export function answersFor(question: string, role: string, today: Date): AnswerValues {
  const example = exampleIn(question);
  const text = question.toLowerCase();
  if (/e-?mail|correo|courriel/.test(text)) {
    return {
      good: ['robin.sample@example.com', 'robin@example.com'],
      bad: { value: 'robin at nowhere', what: 'an e-mail address without a domain' },
    };
  }
  if (role === 'spinbutton') return { good: [...example, '3', '1', '25', '450'], bad: null };
  if (/\b(date|day|when|datum|tag|fecha)\b/.test(text) && !/\bbirthday party\b/.test(text)) {
    return {
      good: dayForms(today, question),
      bad: { value: impossibleDay(question), what: 'a day that does not exist' },
    };
  }
  if (/phone|mobile|telephone|tel\b/.test(text)) {
    return { good: [...example, '+44 20 7946 0018', '02079460018', '555-0134'], bad: null };
  }
  if (/amount|cost|price|sum|budget|estimate|value|kosten|£|€|\$/.test(text)) {
    return { good: [...example, '450', '450.00'], bad: { value: 'a lot', what: 'a sum that is no number' } };
  }
  if (/how many|number of|count|quantity|guests|people/.test(text))
    return { good: [...example, '2', '1'], bad: null };
  if (/\btime\b|\bhour\b/.test(text)) return { good: ['10:30', '14:00'], bad: null };
  if (/post ?code|zip/.test(text)) return { good: [...example, 'SW1A 1AA', '10115', '90210'], bad: null };
  if (/web|url|link|site/.test(text)) return { good: ['https://example.com'], bad: null };
  const sentence = 'A strong wind came through in the night and broke two windows.';
  if (/name/.test(text)) return { good: [...example, 'Robin Sample', 'Robin'], bad: null };
  return { good: [...example, sentence, 'Robin Sample', '12345678', '3'], bad: null };
}

/** "like HV-204 118", "e.g. 12" in a hint is what the form wants. */
function exampleIn(question: string): string[] {
  const match =
    /(?:\blike|e\.g\.,?|\bfor example|\bsuch as|z\. ?B\.|\bzum Beispiel|\bcomo)\s+[“"']?([^“”"'(),;]{2,40})/i.exec(
      question,
    );
  const value = match?.[1]?.trim().replace(/[.:]$/, '') ?? '';
  return value === '' ? [] : [value];
}

/** The day before yesterday in the forms people write it, the one that the question shows first. */
function dayForms(today: Date, question: string): string[] {
  const day = new Date(today);
  day.setDate(day.getDate() - 2);
  const soon = new Date(today);
  soon.setDate(soon.getDate() + 12);
  const forms = [...formsOf(day), ...formsOf(soon)];
  const shape = shapeOf(question);
  return shape === null
    ? forms
    : [...forms.filter((form) => shape.test(form)), ...forms.filter((form) => !shape.test(form))];
}

function formsOf(day: Date): string[] {
  const d = String(day.getDate()).padStart(2, '0');
  const m = String(day.getMonth() + 1).padStart(2, '0');
  const y = day.getFullYear();
  return [`${y}-${m}-${d}`, `${d}.${m}.${y}`, `${d}/${m}/${y}`, `${m}/${d}/${y}`];
}

function shapeOf(question: string): RegExp | null {
  if (/\d{1,2}\.\d{1,2}\.\d{2,4}|d{1,2}\.m{1,2}\.y|day\.month/i.test(question)) return /\./;
  if (/\d{1,2}\/\d{1,2}\/\d{2,4}|d{1,2}\/m{1,2}|m{1,2}\/d{1,2}/i.test(question)) return /\//;
  return null;
}

function impossibleDay(question: string): string {
  const shape = shapeOf(question);
  if (shape?.source === '\\.') return '31.02.2026';
  if (shape?.source === '\\/') return '31/02/2026';
  return '2026-02-31';
}
