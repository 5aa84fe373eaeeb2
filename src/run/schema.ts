/** The run record: a header line and AG-UI events, one JSON object a line. */
import type { Event as AgUiEvent } from '@ag-ui/core';
import { z } from 'astro/zod';
import { brandSchema } from '../brand/schema.ts';
import type { Judges } from '../workbook/judged.ts';
import { workbookCommandSchema } from '../workbook/schema.ts';

/** Version of the run record. A reader refuses a higher one with a message. */
export const RECORD_VERSION = 1;

/** Who plays the model's part. Never mixed: a run has one mode at a time, and the badge says which. */
export const modeSchema = z.enum(['rehearsal', 'live', 'replay']).describe('Who plays the model’s part');
export type Mode = z.infer<typeof modeSchema>;

const runId = z.string().regex(/^[a-z0-9-]{8,64}$/);

/** Why the events of a record cannot be relied on from a place on. */
export const recordDamageSchema = z.object({
  code: z
    .enum(['gap', 'order', 'duplicate', 'cut', 'unreadable'])
    .describe('Events are missing, out of order, there twice, missing at the end, or not readable'),
  from: z
    .int()
    .min(1)
    .describe('Number of the first event that is missing or wrong; all before it are whole'),
});
export type RecordDamage = z.infer<typeof recordDamageSchema>;

/** First line of a run record. */
export const recordHeaderSchema = z.object({
  type: z.literal('firsthand.run'),
  version: z.literal(RECORD_VERSION),
  runId,
  parentRunId: runId.optional().describe('The run this one was forked from'),
  demo: z.string().max(60).describe('Id of the demo'),
  title: z.string().max(200),
  mode: modeSchema.describe('Mode the run began in; later changes are `firsthand.mode` events'),
  model: z.string().max(120).describe('Model id, or the title of the rehearsal'),
  engine: z.enum(['embedded', 'webcontainer']),
  brand: brandSchema,
  startedAt: z.iso.datetime().describe('When the run began'),
  replayOf: z
    .object({ runId: z.string(), mode: modeSchema, model: z.string(), startedAt: z.iso.datetime() })
    .optional()
    .describe('What a replay plays back'),
  damage: recordDamageSchema.optional().describe('Damage that was found when the record was read'),
});
export type RecordHeader = z.infer<typeof recordHeaderSchema>;

const path = z.string().max(400);
const callId = z.string().max(200);

/** What a check found, as the record keeps it. */
export const checkOutcomeSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  pass: z.boolean(),
  detail: z.string().describe('What was measured, against what, where'),
  unmeasured: z.boolean().optional().describe('It could not be measured: it neither passes nor fails'),
  fix: z.string().optional().describe('A request to the agent that would repair it'),
  judges: z
    .enum(['structure', 'numbers'])
    .optional()
    .describe('Of a workbook: whether the check knows what the numbers must be'),
});

export interface CheckOutcome {
  readonly id: string;
  readonly title: string;
  readonly pass: boolean;
  readonly detail: string;
  /** It could not be measured: neither passed nor failed, whatever `pass` says. */
  readonly unmeasured?: boolean | undefined;
  readonly fix?: string | undefined;
  /** Of a workbook: whether the check knows what the numbers must be. */
  readonly judges?: Judges | undefined;
  /** A place in the preview, or cells of the workbook, like CashFlow!G9:BN9. */
  readonly where?: { readonly ref: string; readonly view: string } | { readonly cells: string } | undefined;
}

/** Own facts, carried as AG-UI `CUSTOM` events under the name `firsthand.<kind>`. */
export const ownEventSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('firsthand.phase'),
    value: z.object({
      title: z.string().max(80).describe('Plan, Build, Check its own work …'),
      callId: callId.optional(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.doing'),
    value: z.object({ callId, text: z.string().max(300).describe('What a call does, in the present tense') }),
  }),
  z.object({
    name: z.literal('firsthand.line'),
    value: z.object({
      callId,
      text: z.string().max(300).describe('What a call did, in the past tense'),
      ok: z.boolean(),
      cut: z
        .boolean()
        .optional()
        .describe('Ended by Stop, a limit or a change of model before it was through'),
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
      callId: callId.optional(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.workbook'),
    value: z.object({
      by: z.enum(['agent', 'person', 'seed']),
      command: workbookCommandSchema.describe('A change of the workbook; all of them in order rebuild it'),
      callId: callId.optional(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.output'),
    value: z.object({
      callId,
      fd: z.union([z.literal(1), z.literal(2)]),
      text: z.string().describe('One line of output of a command'),
    }),
  }),
  z.object({
    name: z.literal('firsthand.checks'),
    value: z.object({ results: z.array(checkOutcomeSchema), callId: callId.optional() }),
  }),
  z.object({
    name: z.literal('firsthand.tests'),
    value: z.object({
      passed: z.int(),
      failed: z.int(),
      firstFailure: z.string().optional(),
      callId: callId.optional(),
    }),
  }),
  z.object({
    name: z.literal('firsthand.human'),
    value: z.object({
      kind: z.enum(['request', 'message', 'pause', 'resume', 'stop', 'undo', 'redo', 'edit', 'override']),
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
      finish: z
        .enum(['done', 'tools', 'length', 'refusal'])
        .optional()
        .describe('Marks a complete answer of the model; usage without it is that of an answer that was cut'),
    }),
  }),
  z.object({
    name: z.literal('firsthand.mode'),
    value: z.object({ mode: modeSchema, model: z.string(), reason: z.string().optional() }),
  }),
  z.object({
    name: z.literal('firsthand.brand'),
    value: brandSchema.describe('Brand that the work is judged by from here on; at first it is the header’s'),
  }),
  z.object({
    name: z.literal('firsthand.limit'),
    value: z.object({ limit: z.enum(['steps', 'time', 'tokens', 'repetition']), text: z.string() }),
  }),
  z.object({
    name: z.literal('firsthand.question'),
    value: z.object({
      text: z.string().max(2000).describe('What the agent asks the person; its turn ends with it'),
      choices: z.array(z.string().max(200)).max(8).optional(),
      callId: callId.optional().describe('Where it was asked by a tool; absent where a text ended with it'),
    }),
  }),
  z.object({
    name: z.literal('firsthand.thought'),
    value: z.object({ messageId: z.string().describe('A message that turned out to be thinking') }),
  }),
  z.object({
    name: z.literal('firsthand.tool-text'),
    value: z.object({
      text: z.string().max(4000).describe('A tool call that the model wrote as text; it was not carried out'),
    }),
  }),
  z.object({
    name: z.literal('firsthand.retry'),
    value: z.object({
      attempt: z.int().min(1),
      code: z.string().describe('Code of the model error'),
      text: z.string().describe('What happened, in plain words'),
      hint: z.string(),
      waitMs: z.number().describe('How long the kit waits before it asks again'),
    }),
  }),
  z.object({
    name: z.literal('firsthand.outside'),
    value: z.object({ request: z.string(), nearest: z.array(z.string()) }),
  }),
]);
export type OwnEvent = z.infer<typeof ownEventSchema>;
/** `'phase' | 'line' | 'file' …` */
export type OwnEventKind = OwnEvent['name'] extends `firsthand.${infer Kind}` ? Kind : never;
export type OwnEventValue<Kind extends OwnEventKind> = Extract<
  OwnEvent,
  { name: `firsthand.${Kind}` }
>['value'];

/** AG-UI declares an enum; records carry its plain strings. */
type PlainEvent<E> = E extends { type: infer T extends string }
  ? Omit<E, 'type'> & { readonly type: `${T}` }
  : never;
type ProtocolEvent = Exclude<PlainEvent<AgUiEvent>, { type: 'CUSTOM' }>;

/** An event as it is handed to the recorder. */
export type RunEvent = ProtocolEvent | ({ readonly type: 'CUSTOM' } & OwnEvent);

/** What the recorder adds: place in the record (1, 2, 3 …) and time (ms since 1970). */
export interface RecordedStamp {
  readonly seq: number;
  readonly timestamp: number;
}

/**
 * An event in the record. A record read from a file may hold further types and names
 * (they are kept): a reader switches over `type` and `name` and passes over what it does not know.
 */
export type RecordedEvent = RunEvent & RecordedStamp;

export interface RunRecord {
  readonly header: RecordHeader;
  readonly events: readonly RecordedEvent[];
}
