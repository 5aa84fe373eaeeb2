/** What a lab consists of: the words in `content/labs/<lab>/lab.yaml`. Parsed when the site is built. */
import { z } from 'astro/zod';

/** The five beats, in the order in which every lab walks them. */
export const beatIds = ['predict', 'see', 'feel', 'wrong', 'reflect'] as const;
export type BeatId = (typeof beatIds)[number];

/** The rungs of *feel*, with fading guidance. */
export const rungIds = ['worked', 'guided', 'free'] as const;
export type RungId = (typeof rungIds)[number];

/** What is predicted before the run and measured after it. */
export const measureIds = ['minutes', 'checks', 'errors'] as const;
export type MeasureId = (typeof measureIds)[number];

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const words = z.string().trim().min(1);

export const statisticSchema = z.object({
  figure: words.describe('The number itself, such as `14 %`'),
  text: words.describe('What it says, in one or two sentences'),
  source: words.describe('Who published it, and what'),
  url: z.url().describe('Where to read it'),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2})?$/)
    .describe('Year, or year and month, of the figure'),
  vendor: z.boolean().describe('Reported by a company that sells such tools'),
});

const questionSchema = z.object({
  id: z.enum(measureIds),
  label: words,
  unit: words.describe('Plural, said after the number'),
  one: words.describe('The unit for exactly one'),
  min: z.number(),
  max: z.number().describe('Replaced by the number of checks where `id` is `checks`'),
  start: z.number().describe('Where the slider waits; never the measured value'),
});
export type PredictionQuestion = z.infer<typeof questionSchema>;

const fieldSchema = z.object({
  id,
  label: words,
  choices: z.array(words).max(8).optional().describe('Offered as chips; absent for free text'),
  placeholder: z.string().optional(),
  sentence: words.describe('How the answer reads in the brief; `{}` stands for it'),
});
export type BriefField = z.infer<typeof fieldSchema>;

const optionSchema = z.object({ id, label: words });

const base = {
  id,
  title: words,
  text: z.array(words).max(3).describe('Short paragraphs, one idea each'),
  hints: z.array(words).default([]).describe('From a nudge to nearly the answer'),
};

export const stepSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('predict'), action: words, questions: z.array(questionSchema).min(1) }),
  z.object({ ...base, kind: z.literal('watch'), action: words }),
  z.object({
    ...base,
    kind: z.literal('observe'),
    question: words,
    options: z
      .tuple([optionSchema, optionSchema, optionSchema])
      .describe('never, once, more: how often its own tests failed, which the run record knows'),
    right: words,
    notQuite: words,
  }),
  z.object({ ...base, kind: z.literal('reveal'), action: words, statistic: statisticSchema.optional() }),
  z.object({ ...base, kind: z.literal('worked'), action: words, request: words }),
  z.object({
    ...base,
    kind: z.literal('driver'),
    question: words.describe('What became of a key figure; `{}` stands for its name'),
    options: z
      .tuple([optionSchema, optionSchema, optionSchema])
      .describe('up, same, down: which way it went, which the model knows'),
    right: words,
    notQuite: words,
    action: words,
  }),
  z.object({ ...base, kind: z.literal('guided'), action: words, fields: z.array(fieldSchema).min(1) }),
  z.object({
    ...base,
    kind: z.literal('assumptions'),
    action: words,
    count: z.int().min(1).max(5).describe('How many assumptions are to be changed'),
    value: words.describe('Label of the new value'),
    reason: words.describe('Label of the reason'),
    reasonPlaceholder: words,
    scenario: words.describe('Label of the choice of a scenario'),
  }),
  z.object({ ...base, kind: z.literal('free'), action: words, placeholder: words, skip: words }),
  z.object({ ...base, kind: z.literal('flaw'), action: words }),
  z.object({
    ...base,
    kind: z.literal('reflect'),
    action: words,
    surprise: z.object({ question: words, options: z.array(optionSchema).min(2) }),
    use: z.object({ question: words, options: z.array(optionSchema).min(2) }),
    line: z.object({ label: words, placeholder: words }),
    statistic: statisticSchema.optional(),
  }),
]);
export type LabStep = z.infer<typeof stepSchema>;
export type LabStepOf<Kind extends LabStep['kind']> = Extract<LabStep, { kind: Kind }>;

const beatSchema = z.object({
  id: z.enum(beatIds),
  name: words.describe('Two words or fewer, for the path'),
  minutes: z.number().positive().describe('About; no group has tested it yet'),
  steps: z.array(stepSchema).min(1),
});
export type LabBeat = z.infer<typeof beatSchema>;

export const labSchema = z
  .object({
    id,
    title: words,
    summary: words.describe('One sentence for a card'),
    makes: z.enum(['app', 'model']).default('app').describe('What the agent makes in it'),
    capability: z.enum([
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
    ]),
    minutes: z.number().positive().describe('About, in all'),
    demos: z.array(id).min(1).describe('Ids of the demos it can be walked with; the first is offered'),
    requiredRungs: z
      .array(z.enum(rungIds))
      .min(1)
      .describe('Rungs of *feel* without which it is not complete'),
    beats: z.array(beatSchema),
    exists: z
      .object({
        checked: z
          .string()
          .regex(/^\d{4}-\d{2}$/)
          .describe('When somebody last looked'),
        links: z.array(z.object({ label: words, url: z.url() })),
      })
      .optional()
      .describe('Where this pattern can be met outside the kit'),
  })
  .refine((lab) => lab.beats.map((beat) => beat.id).join() === beatIds.join(), {
    message: `A lab has the beats ${beatIds.join(', ')}, in this order`,
  })
  .refine(
    (lab) =>
      new Set(lab.beats.flatMap((beat) => beat.steps.map((step) => step.id))).size ===
      lab.beats.flatMap((beat) => beat.steps).length,
    { message: 'Two steps share an id' },
  );
export type Lab = z.infer<typeof labSchema>;
