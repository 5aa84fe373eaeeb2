/**
 * Usage events: what a participant's browser reports, and all that the server ever keeps of it.
 * No event can hold free text: every string is an id or a slug, and unknown keys are refused,
 * so a prompt can not slip in.
 */
import { z } from 'astro/zod';

/** The ten capabilities of the ladder. */
export const capabilities = [
  'build',
  'model',
  'analyse',
  'research',
  'tools',
  'delegate',
  'verify',
  'skill',
  'squad',
  'govern',
] as const;
export type Capability = (typeof capabilities)[number];

/** Most events in one request. */
export const MAX_BATCH = 500;

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const runId = z.string().regex(/^[a-z0-9-]{8,64}$/);
const modelId = z.string().regex(/^[\w.:/@ ·()-]{1,120}$/);
const count = z.int().min(0).max(1_000_000_000);
const amount = z.number().min(-1e12).max(1e12);
const capability = z.enum(capabilities);
const modeSchema = z.enum(['rehearsal', 'live', 'replay']).describe('Who played the model’s part');
const rung = z.enum(['worked', 'guided', 'free']).describe('How much guidance the participant had');

const base = {
  id: z
    .string()
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    .describe('UUID version 7, made by the browser: a retry never counts twice'),
  at: z.int().min(1_600_000_000_000).max(4_102_444_800_000).describe('Browser time, epoch milliseconds'),
};

/** One thing that happened, told by the participant's browser. */
export const usageEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('lab_opened'), lab: slug }),
  z.strictObject({ ...base, kind: z.literal('heard'), capability }).describe('Self-report, nothing else'),
  z.strictObject({
    ...base,
    kind: z.literal('predicted'),
    lab: slug,
    question: slug,
    value: amount,
    unit: slug,
    phase: z.enum(['before', 'after']).describe('Before or after the lab'),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('measured'),
    lab: slug,
    question: slug,
    value: amount,
    unit: slug,
    mode: modeSchema,
    phase: z.enum(['before', 'after']),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('run_started'),
    run: runId,
    demo: slug,
    mode: modeSchema,
    model: modelId,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('run_finished'),
    run: runId,
    demo: slug,
    mode: modeSchema,
    outcome: z.enum(['done', 'stopped', 'limit', 'failed']),
    ms: count.optional().describe('Wall time of a live run, milliseconds; a script’s clock measures nothing'),
    steps: count,
    interventions: count.describe('Human turns'),
    fellBack: z.boolean().describe('A rehearsal took over from a live model'),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('tokens'),
    run: runId,
    model: modelId,
    input: count.describe('Includes cache reads and writes'),
    output: count.describe('Includes reasoning'),
    microUsd: count.optional().describe('Cost in micro-US-dollars, where known'),
    estimated: z.boolean().describe('True where the provider reported nothing'),
  }),
  z
    .strictObject({
      ...base,
      kind: z.literal('seen'),
      demo: slug,
      capability,
      observed: z.boolean().describe('The observation question was answered rightly'),
    })
    .describe('A demo was watched to its end'),
  z.strictObject({ ...base, kind: z.literal('own_change'), lab: slug, rung }),
  z.strictObject({
    ...base,
    kind: z.literal('check_passed'),
    lab: slug,
    check: slug,
    ownChange: z.boolean().describe('Passed on a change that the participant made'),
  }),
  z.strictObject({ ...base, kind: z.literal('completed'), lab: slug, capability, rung, mode: modeSchema }),
  z.strictObject({
    ...base,
    kind: z.literal('reflected'),
    lab: slug,
    tap: z.enum(['surprised', 'use', 'never', 'not-surprised']),
  }),
  z
    .strictObject({ ...base, kind: z.literal('used'), capability, run: runId })
    .describe('An own-brief run outside a template'),
]);
export type UsageEvent = z.infer<typeof usageEventSchema>;
export type UsageKind = UsageEvent['kind'];

/** A new event before it has an id and a time. */
export type UsageFact = UsageEvent extends infer Event
  ? Event extends UsageEvent
    ? Omit<Event, 'id' | 'at'>
    : never
  : never;

/** Body of `POST /api/usage/events`. Events are judged one by one; one bad event spoils no other. */
export const usageBatchSchema = z.object({ events: z.array(z.unknown()).min(1).max(MAX_BATCH) });

/** Answer of `POST /api/usage/events`: accepted means on disk. */
export interface UsageReceipt {
  readonly accepted: readonly string[];
  /** Never accepted, do not send again. */
  readonly rejected: readonly { readonly id: string; readonly why: string }[];
}

/** Answer of `GET /api/usage/mine`. */
export interface MyUsageAnswer {
  readonly events: readonly UsageEvent[];
  /** Days after which the server forgets an event. */
  readonly retentionDays: number;
}

/** Answer of `DELETE /api/usage/mine`. */
export interface EraseAnswer {
  readonly erased: number;
}

/** Request header that carries the participant's 128-bit secret, 32 hex digits. */
export const PARTICIPANT_HEADER = 'x-participant';
