import { z } from 'astro/zod';
import { definedNamePattern, sheetNamePattern } from './address.ts';

/** Version of the workbook file. A reader refuses a higher one. */
export const WORKBOOK_VERSION = 1;

const sheetName = z
  .string()
  .min(1)
  .max(31)
  .regex(sheetNamePattern, 'A sheet name has none of \\ / ? * [ ] : and no quote')
  .describe('Name of a sheet, at most 31 characters');
const cellAddress = z
  .string()
  .regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/)
  .describe('Cell, like B7');
const areaAddress = z
  .string()
  .regex(/^[A-Z]{1,3}[1-9]\d{0,6}(:[A-Z]{1,3}[1-9]\d{0,6})?$/)
  .describe('Cell or range, like B7 or B7:M7');
const definedName = z.string().regex(definedNamePattern).describe('Defined name');

/** What a cell may be given: a constant, or a formula that starts with `=`. */
export const cellInputSchema = z.union([z.number(), z.string().max(8193), z.boolean(), z.null()]);

/** What a cell is for, which decides how it looks. */
export const cellRoleSchema = z
  .enum(['title', 'heading', 'label', 'input', 'formula', 'subtotal', 'total', 'check', 'note'])
  .describe('What the cell is for: inputs are typed by people, totals close a block, checks must be 0');

export const formatRuleSchema = z.object({
  area: areaAddress,
  format: z.string().max(120).optional().describe('Number format code, like #,##0 or mmm-yy'),
  role: cellRoleSchema.optional(),
});
export type FormatRule = z.infer<typeof formatRuleSchema>;

export const validationSchema = z.object({
  area: areaAddress,
  kind: z.enum(['list', 'number']),
  list: z.array(z.string().max(60)).max(50).optional().describe('Values that may be chosen'),
  least: z.number().optional(),
  most: z.number().optional(),
});
export type ValidationRule = z.infer<typeof validationSchema>;

export const conditionalSchema = z.object({
  area: areaAddress,
  when: z.enum(['below', 'above', 'not-zero']),
  value: z.number().optional(),
  show: z.enum(['good', 'bad', 'warn']),
});
export type ConditionalRule = z.infer<typeof conditionalSchema>;

export const chartSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: z.enum(['line', 'bar', 'stacked', 'waterfall', 'tornado', 'heat']),
  title: z.string().max(120),
  sheet: sheetName.describe('Sheet on which the chart stands'),
  labels: z.string().max(120).describe('Range of the labels, with its sheet: PnL!E3:BL3'),
  series: z
    .array(z.object({ name: z.string().max(60), values: z.string().max(120) }))
    .min(1)
    .max(12),
  format: z.string().max(120).optional(),
});
export type WorkbookChart = z.infer<typeof chartSchema>;

/** A statement that must hold in every period: all cells of the range are 0 within the tolerance. */
export const integrityCheckSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.string().max(120).describe('What must hold, in plain words: “The balance sheet balances”'),
  range: z.string().max(120).describe('Range of differences, with its sheet: Balance!E20:BL20'),
  tolerance: z.number().positive().default(0.01),
});
export type IntegrityCheck = z.infer<typeof integrityCheckSchema>;

export const scenarioSchema = z.object({
  cell: z.string().max(120).describe('Cell that chooses the scenario: Assumptions!C2'),
  labels: z.array(z.string().max(40)).min(2).max(6).describe('Names of scenarios 1, 2, 3 …'),
});
export type ScenarioSwitch = z.infer<typeof scenarioSchema>;

/** An assumption that a person may move: shown as a slider beside the sheet. */
export const driverSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.string().max(80),
  cell: z.string().max(120).describe('The input that it sets, with its sheet: Assumptions!D12'),
  least: z.number(),
  most: z.number(),
  step: z.number().positive(),
  start: z
    .number()
    .optional()
    .describe('What the briefing gives: a person can go back to it. Default: what the cell holds now'),
});
export type Driver = z.infer<typeof driverSchema>;

const sweepSchema = z.object({
  cell: z.string().max(120).describe('Input that is varied, with its sheet'),
  label: z.string().max(80),
  values: z.array(z.number()).min(2).max(11),
});

/** A sensitivity table: one output for every combination of one or two inputs. Computed on a copy, never kept. */
export const sensitivitySchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().max(120),
  output: z.string().max(120).describe('Cell whose value is shown, with its sheet'),
  across: sweepSchema,
  down: sweepSchema.optional(),
  format: z.string().max(120).optional(),
});
export type Sensitivity = z.infer<typeof sensitivitySchema>;

export const sheetFileSchema = z.object({
  name: sheetName,
  cells: z.record(cellAddress, cellInputSchema),
  formats: z.array(formatRuleSchema).max(2000).default([]),
  validations: z.array(validationSchema).max(200).default([]),
  conditionals: z.array(conditionalSchema).max(200).default([]),
  widths: z
    .record(z.string().regex(/^[A-Z]{1,3}$/), z.number().min(20).max(800))
    .default({})
    .describe('CSS pixels by column'),
  frozen: z
    .object({ rows: z.int().min(0).max(50), columns: z.int().min(0).max(20) })
    .default({ rows: 0, columns: 0 }),
});

/** A workbook as it is kept and exchanged. */
export const workbookFileSchema = z.object({
  type: z.literal('firsthand.workbook'),
  version: z.literal(WORKBOOK_VERSION),
  title: z.string().max(200),
  sheets: z.array(sheetFileSchema).min(1).max(40),
  names: z.record(definedName, z.string().max(500)).default({}),
  charts: z.array(chartSchema).max(40).default([]),
  checks: z.array(integrityCheckSchema).max(40).default([]),
  scenario: scenarioSchema.optional(),
  drivers: z.array(driverSchema).max(24).default([]),
  sensitivities: z.array(sensitivitySchema).max(12).default([]),
});
export type WorkbookFile = z.infer<typeof workbookFileSchema>;

const addedRules = z
  .literal(true)
  .optional()
  .describe('The rules come after those that the sheet has; otherwise they replace them all');

const placeAmong = z
  .int()
  .min(0)
  .optional()
  .describe('Place among the others where it is new, 0 is first; otherwise last');

/** One change of a workbook; a list of them is a replay of how it was built. */
export const workbookCommandSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('add-sheet'),
    name: sheetName,
    at: z.int().min(0).max(39).optional().describe('Place among the sheets, 0 is first; otherwise last'),
  }),
  z.object({ do: z.literal('remove-sheet'), name: sheetName }),
  z.object({
    do: z.literal('write'),
    sheet: sheetName,
    at: cellAddress.describe('Top left cell'),
    rows: z.array(z.array(cellInputSchema).max(400)).min(1).max(2000),
  }),
  z.object({
    do: z.literal('fill'),
    sheet: sheetName,
    from: areaAddress.describe('Cells that are copied; references in them move along'),
    to: areaAddress.describe('Area that is filled; begins where `from` begins, and holds it'),
  }),
  z.object({ do: z.literal('define-name'), name: definedName, refersTo: z.string().max(500).nullable() }),
  z.object({
    do: z.literal('format'),
    sheet: sheetName,
    rules: z.array(formatRuleSchema).max(2000),
    add: addedRules,
  }),
  z.object({
    do: z.literal('freeze'),
    sheet: sheetName,
    rows: z.int().min(0).max(50),
    columns: z.int().min(0).max(20),
  }),
  z.object({
    do: z.literal('validate'),
    sheet: sheetName,
    rules: z.array(validationSchema).max(200),
    add: addedRules,
  }),
  z.object({
    do: z.literal('conditional'),
    sheet: sheetName,
    rules: z.array(conditionalSchema).max(200),
    add: addedRules,
  }),
  z.object({ do: z.literal('set-chart'), id: z.string(), chart: chartSchema.nullable(), at: placeAmong }),
  z.object({
    do: z.literal('set-check'),
    id: z.string(),
    check: integrityCheckSchema.nullable(),
    at: placeAmong,
  }),
  z.object({ do: z.literal('set-scenario'), scenario: scenarioSchema.nullable() }),
  z.object({ do: z.literal('set-driver'), id: z.string(), driver: driverSchema.nullable(), at: placeAmong }),
  z.object({
    do: z.literal('set-sensitivity'),
    id: z.string(),
    sensitivity: sensitivitySchema.nullable(),
    at: placeAmong,
  }),
  z.object({
    do: z.literal('widths'),
    sheet: sheetName,
    widths: z
      .record(z.string().regex(/^[A-Z]{1,3}$/), z.number().min(20).max(800))
      .describe('CSS pixels by column; replaces all widths of the sheet'),
  }),
]);
export type WorkbookCommand = z.infer<typeof workbookCommandSchema>;
