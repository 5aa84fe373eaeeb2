import { z } from 'astro/zod';
import type { Tool } from '../tool.ts';

const input = z.object({
  title: z.string().trim().min(1).max(60).describe('Plan, Build, Check its own work, or Your change'),
});

/** Announces a part of the work, so that people can follow. */
export const setPhase: Tool<z.infer<typeof input>> = {
  name: 'set_phase',
  description:
    'Announces the part of the work that begins now, as a heading for the people who watch: "Plan", "Build", "Check its own work"; "Your change" for a change that a person asked for.',
  input,
  line: ({ title }) => title ?? 'Next part',
  async run({ title }, { report }) {
    report({ type: 'phase', title });
    return { ok: true, text: 'Announced.', line: title };
  },
};
