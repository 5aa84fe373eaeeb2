import { z } from 'astro/zod';
import { brandSchema } from '../brand/schema.ts';

/** Version of the run record. A reader refuses a higher one with a message. */
export const RECORD_VERSION = 1;

/** Who plays the model's part. Never mixed: a run has one mode at a time, and the badge says which. */
export const modeSchema = z.enum(['rehearsal', 'live', 'replay']).describe('Who plays the model’s part');
export type Mode = z.infer<typeof modeSchema>;

/** First line of a run record. */
export const recordHeaderSchema = z.object({
  type: z.literal('firsthand.run'),
  version: z.literal(RECORD_VERSION),
  runId: z.string().regex(/^[a-z0-9-]{8,64}$/),
  parentRunId: z
    .string()
    .regex(/^[a-z0-9-]{8,64}$/)
    .optional()
    .describe('The run this one was forked from'),
  demo: z.string().max(60).describe('Id of the demo'),
  title: z.string().max(200),
  mode: modeSchema,
  model: z.string().max(120).describe('Model id, or the title of the rehearsal'),
  engine: z.enum(['embedded', 'webcontainer']),
  brand: brandSchema,
  startedAt: z.iso.datetime().describe('When the run began'),
  replayOf: z
    .object({ runId: z.string(), mode: modeSchema, model: z.string(), startedAt: z.iso.datetime() })
    .optional()
    .describe('What a replay plays back'),
});
export type RecordHeader = z.infer<typeof recordHeaderSchema>;

const path = z.string().max(400);

/** Own facts, carried as AG-UI `CUSTOM` events under the name `firsthand.<kind>`. */
export const ownEventSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('firsthand.phase'),
    value: z.object({ title: z.string().max(80).describe('Plan, Build, Check its own work …') }),
  }),
  z.object({
    name: z.literal('firsthand.line'),
    value: z.object({
      callId: z.string(),
      text: z.string().max(300).describe('Plain sentence for the viewer'),
      ok: z.boolean(),
      ms: z.number(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.file'),
    value: z.object({
      path,
      by: z.enum(['agent', 'person', 'seed']),
      before: z.string().nullable(),
      after: z.string().nullable().describe('Full text after the change; null where the file was removed'),
      callId: z.string().optional(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.checks'),
    value: z.object({ results: z.array(z.unknown()) }),
  }),
  z.object({
    name: z.literal('firsthand.tests'),
    value: z.object({
      passed: z.int(),
      failed: z.int(),
      firstFailure: z.string().optional(),
      callId: z.string().optional(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.human'),
    value: z.object({
      kind: z.enum(['request', 'message', 'pause', 'resume', 'stop', 'undo', 'edit', 'override']),
      text: z.string().max(20_000).optional(),
      changeId: z.string().optional().describe('Scripted change that was chosen'),
    }),
  }),
  z.object({
    name: z.literal('firsthand.usage'),
    value: z.object({
      input: z.int(),
      output: z.int(),
      cacheRead: z.int(),
      cacheWrite: z.int(),
      reasoning: z.int(),
      microUsd: z.int().optional(),
      estimated: z.boolean(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.mode'),
    value: z.object({ mode: modeSchema, model: z.string(), reason: z.string().optional() }),
  }),
  z.object({
    name: z.literal('firsthand.limit'),
    value: z.object({ limit: z.enum(['steps', 'time', 'tokens']), text: z.string() }),
  }),
]);
export type OwnEvent = z.infer<typeof ownEventSchema>;
