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

/**
 * A sentence that is true whoever played, or two of them: one for the shipped rehearsal, one for everything
 * else. The second is shown as well while nobody knows yet who will play, so it promises nothing of a rehearsal.
 */
const spoken = z.union([
  words,
  z.strictObject({
    rehearsal: words.describe('True where the shipped rehearsal played'),
    live: words.describe('True where a live model played, or nobody has yet'),
  }),
]);

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

/** What must be so for an option to be offered; absent where it always is. */
const onlySchema = z.enum(['rehearsal', 'live', 'repaired']);

const optionOf = <Text extends z.ZodType<unknown>>(text: Text) => z.object({ id, label: text });
const factOptionOf = <Text extends z.ZodType<unknown>>(text: Text) =>
  z.object({
    id,
    label: text,
    only: onlySchema.optional().describe('Who must have played, or what happened'),
  });

/** What every step has; `text` is how its sentences are written. */
const baseOf = <Text extends z.ZodType<unknown>>(text: Text) => ({
  id,
  title: text,
  text: z.array(text).max(3).describe('Short paragraphs, one idea each'),
  hints: z.array(text).default([]).describe('From a nudge to nearly the answer'),
});

/** The steps of a lab, with sentences written like this. */
function stepsOf<Text extends z.ZodType<unknown>>(text: Text) {
  const base = baseOf(text);
  return [
    z.object({
      ...base,
      kind: z.literal('predict'),
      action: text,
      questions: z.array(questionSchema).min(1),
    }),
    z.object({ ...base, kind: z.literal('watch'), action: text }),
    z.object({
      ...base,
      kind: z.literal('observe'),
      question: text,
      options: z
        .tuple([optionOf(text), optionOf(text), optionOf(text)])
        .describe('never, once, more: how often its own tests failed, which the run record knows'),
      right: z
        .object({
          untested: text.describe('It ran no test at all'),
          never: text.describe('It ran tests, and none failed'),
          repaired: text.describe('A test failed, and later one passed'),
          unrepaired: text.describe('A test failed, and none passed after it'),
        })
        .describe('What is said to the right answer, by what the record holds'),
      notQuite: text,
    }),
    z.object({ ...base, kind: z.literal('reveal'), action: text, statistic: statisticSchema.optional() }),
    z.object({ ...base, kind: z.literal('worked'), action: text, request: words }),
    z.object({
      ...base,
      kind: z.literal('driver'),
      question: text.describe('What became of a key figure; `{}` stands for its name'),
      options: z
        .tuple([optionOf(text), optionOf(text), optionOf(text)])
        .describe('up, same, down: which way it went, which the model knows'),
      right: text,
      notQuite: text,
      action: text,
    }),
    z.object({ ...base, kind: z.literal('guided'), action: text, fields: z.array(fieldSchema).min(1) }),
    z.object({
      ...base,
      kind: z.literal('assumptions'),
      action: text,
      count: z.int().min(1).max(5).describe('How many assumptions are to be changed'),
      value: text.describe('Label of the new value'),
      reason: text.describe('Label of the reason'),
      reasonPlaceholder: words,
      scenario: text.describe('Label of the choice of a scenario'),
    }),
    z.object({ ...base, kind: z.literal('free'), action: text, placeholder: words, skip: text }),
    reportOf(text),
    z.object({
      ...base,
      kind: z.literal('reflect'),
      action: text,
      surprise: z.object({ question: text, options: z.array(factOptionOf(text)).min(2) }),
      use: z.object({ question: text, options: z.array(factOptionOf(text)).min(2) }),
      line: z.object({ label: text, placeholder: words }),
      statistic: statisticSchema.optional(),
    }),
  ] as const;
}

/** The person uses what was made and says what is wrong with it; nobody knows beforehand. */
function reportOf<Text extends z.ZodType<unknown>>(text: Text) {
  return z.object({
    ...baseOf(text),
    kind: z.literal('report'),
    action: text,
    label: text.describe('Label of the field for what was seen'),
    placeholder: words,
    nothing: text.describe('The button of who looked and found nothing'),
  });
}

/** The planted flaw of the shipped rehearsal. */
const plantedSchema = z.object({ ...baseOf(words), kind: z.literal('flaw'), action: words });
const flawSchema = plantedSchema.extend({
  live: reportOf(words).omit({ id: true }).describe('The step in its place where no script planted anything'),
});

const stepSchema = z.discriminatedUnion('kind', [...stepsOf(spoken), flawSchema]);
export type LabStep = z.infer<ReturnType<typeof stepsOf<typeof words>>[number] | typeof plantedSchema>;
export type LabStepOf<Kind extends LabStep['kind']> = Extract<LabStep, { kind: Kind }>;

const beatSchema = z.object({
  id: z.enum(beatIds),
  name: words.describe('Two words or fewer, for the path'),
  minutes: z.number().positive().describe('About; no group has tested it yet'),
  steps: z.array(stepSchema).min(1),
});
export type LabBeat = Omit<z.infer<typeof beatSchema>, 'steps'> & { readonly steps: readonly LabStep[] };

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
/** A lab as it is written, with sentences that depend on who played. */
export type AuthoredLab = z.infer<typeof labSchema>;
/** A lab for one run: every sentence is true of it. */
export type Lab = Omit<AuthoredLab, 'beats'> & { readonly beats: readonly LabBeat[] };
