/** One person's walk through one lab with one demo, as it is kept, exported and read back. */
import { z } from 'astro/zod';
import { brandSchema } from '../brand/schema.ts';
import { modeSchema } from '../run/schema.ts';
import { ATTEMPT_VERSION } from './attempt-version.ts';
import { beatIds, measureIds, rungIds } from './schema.ts';

const stamp = z.iso.datetime();
const count = z.number().min(0).max(1_000_000);
const text = z.string().max(4_000);
const print = z
  .string()
  .regex(/^[0-9a-f]{8,64}$/)
  .describe('Fingerprint of all files of the project, and of its workbook');

const tallySchema = z.object({
  passed: count,
  total: count,
  at: stamp,
  print: print.describe('The files that were judged'),
  failing: z.array(z.string().max(80)).max(40),
});
export type CheckTally = z.infer<typeof tallySchema>;

const changeSchema = z.object({
  id: z.string().max(60),
  rung: z.enum(rungIds),
  request: text,
  at: stamp,
  runId: z.string().max(64),
  mode: modeSchema,
  scripted: z.boolean().describe('Asked for by a chip or in words the script knows'),
  before: print,
  after: print
    .nullable()
    .describe('Null until the agent came to rest; equal to `before` where nothing changed'),
  checks: tallySchema.nullable(),
  undoneAt: stamp.nullable(),
});
export type OwnChange = z.infer<typeof changeSchema>;

const buildSchema = z.object({
  runId: z.string().max(64),
  mode: modeSchema,
  model: z.string().max(120),
  finishedAt: stamp,
  minutes: z.number().min(0),
  pace: z.string().max(20).describe('Speed of a rehearsal; `live` for a live model'),
  failedTestRuns: count,
  testRuns: count.optional().describe('Runs of its own tests, or checks of its own model'),
  repaired: z.boolean().optional().describe('One of them failed, and one after it passed'),
  by: z
    .enum(['rehearsal', 'live'])
    .optional()
    .describe('Whose work it is; a replay’s is that of the run it plays'),
  print,
  checks: tallySchema,
  figures: z
    .record(z.string().max(60), z.number())
    .optional()
    .describe('Key figures of a model as the agent left it, by name'),
});
export type MeasuredBuild = z.infer<typeof buildSchema>;

export const attemptSchema = z.object({
  version: z.literal(ATTEMPT_VERSION),
  id: z.string().regex(/^[a-z0-9]{16,40}$/),
  lab: z.string().max(40),
  demo: z.string().max(60),
  startedAt: stamp,
  updatedAt: stamp,
  place: z.object({ beat: z.enum(beatIds), step: z.string().max(40), at: stamp }),
  brand: z.object({ value: brandSchema, at: stamp }).nullable(),
  drafts: z.record(z.string().max(60), z.object({ text, at: stamp })),
  prediction: z.object({ values: z.partialRecord(z.enum(measureIds), z.number()), at: stamp }).nullable(),
  run: z
    .object({ id: z.string().max(64), at: stamp })
    .nullable()
    .describe('The run at the right of the guide'),
  build: buildSchema.nullable(),
  observation: z.object({ answer: z.string().max(40), right: z.boolean(), at: stamp }).nullable(),
  revealedAt: stamp.nullable(),
  changes: z.array(changeSchema).max(400),
  freeSkippedAt: stamp.nullable(),
  flaw: z.object({
    tried: z.array(z.string().max(60)).max(40).describe('Options that a program was asked about'),
    foundAt: stamp.nullable(),
    absentAt: stamp.nullable().describe('A program looked at every option and saw none'),
    evidence: text.nullable(),
    reported: z
      .object({ text, at: stamp })
      .nullable()
      .optional()
      .describe('What the person saw where nothing was planted; empty where they found nothing'),
  }),
  hints: z.record(z.string().max(40), count),
  reflection: z
    .object({ surprise: z.string().max(40), use: z.string().max(40), line: text, at: stamp })
    .nullable(),
});
export type LabAttempt = z.infer<typeof attemptSchema>;
