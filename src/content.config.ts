import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { labSchema } from './labs/schema.ts';

/** Labs: a guided sequence around demos, words only. */
const labs = defineCollection({
  loader: glob({
    base: './content/labs',
    pattern: '*/lab.yaml',
    generateId: ({ entry }) => entry.split('/')[0] ?? entry,
  }),
  schema: labSchema,
});

/** Guides: short pages of help that a person reads once. */
const guides = defineCollection({
  loader: glob({ base: './content/guides', pattern: '*.mdx' }),
  schema: z.object({
    title: z.string().describe('Says what the reader can do afterwards'),
    summary: z.string().describe('One sentence, for the card and for search engines'),
    order: z.int().describe('Place in the list of guides'),
    minutes: z.int().positive().describe('About how long reading takes'),
    checked: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional()
      .describe('When somebody last looked whether the outside links are right'),
  }),
});

export const collections = { labs, guides };
