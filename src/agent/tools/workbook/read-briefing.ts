import { z } from 'astro/zod';
import type { Tool } from '../../tool.ts';

/** The document that a model is built from. */
export interface BriefingText {
  readonly title: string;
  readonly from: string;
  readonly paragraphs: readonly { readonly id: string; readonly text: string }[];
}

const input = z.object({});

/** The briefing, paragraph by paragraph, each with the number by which it is cited. */
export function createReadBriefing(briefing: BriefingText): Tool<z.infer<typeof input>> {
  return {
    name: 'read_briefing',
    description:
      'Reads the briefing that the model is built from, with numbered paragraphs. Cite a paragraph by its number (P4) in the row of each input that comes from it. Where the briefing leaves something open or contradicts itself, say so on the sheet Notes with the paragraphs concerned, and what you assumed.',
    input,
    readsOnly: true,
    line: () => 'Reading the briefing',
    async run() {
      const { title, from, paragraphs } = briefing;
      const lines = paragraphs.map(({ id, text }) => `${id} ${text}`);
      const count = `${paragraphs.length} ${paragraphs.length === 1 ? 'paragraph' : 'paragraphs'}`;
      return { ok: true, text: [title, from, '', ...lines].join('\n'), line: `Read the briefing: ${count}` };
    },
  };
}
