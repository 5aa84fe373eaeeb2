import { z } from 'astro/zod';
import type { Tool } from '../tool.ts';

const input = z.object({
  question: z
    .string()
    .trim()
    .min(1)
    .max(600)
    .describe('One short plain question, ending with a question mark'),
  choices: z
    .array(z.string().trim().min(1).max(80))
    .max(4)
    .optional()
    .describe('Two to four short answers to choose from, where there are such; others may still be typed'),
});

/** Asks the person and ends the turn; the answer comes with the next message. */
export const askPerson: Tool<z.infer<typeof input>> = {
  name: 'ask_person',
  description:
    'Asks the person one question and waits: your turn ends with this call, and the answer comes as the next message. Only where a wrong guess would cost the person more than the wait; otherwise decide yourself and say what you decided.',
  input,
  line: ({ question }) => question ?? 'Asking a question',
  async run({ question, choices }, { report }) {
    report({ type: 'question', text: question, ...(choices?.length ? { choices } : {}) });
    return {
      ok: true,
      text: 'The question is shown. The answer comes with the next message.',
      line: question,
      ends: true,
    };
  },
};
