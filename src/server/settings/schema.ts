/** What the operator sets. Stored in one file that only the server's user can read: it holds keys. */
import { z } from 'zod';

const usd = z.number().min(0).max(10_000);

/** Where a provider is asked. Nothing but http(s), no credentials, no link-local (cloud metadata) address. */
export const baseUrlSchema = z
  .string()
  .trim()
  .max(400)
  .refine(
    isUsableAddress,
    'must be an http or https address of a model server, without user name or password',
  )
  .transform((value) => value.replace(/\/+$/, ''));

function isUsableAddress(value: string): boolean {
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return !/^(169\.254\.|\[fe80:|\[fd00:ec2::254\])/i.test(url.hostname);
}

const key = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'must be one word of plain characters');

const connectionFields = {
  kind: z.enum(['anthropic', 'openai', 'compatible']),
  label: z.string().trim().max(60).optional(),
  model: z
    .string()
    .trim()
    .regex(/^[\w.:/@-]{1,120}$/, 'must be a model id'),
  baseUrl: baseUrlSchema.optional(),
  price: z.object({ inputPerMillion: usd, outputPerMillion: usd }).optional(),
  ownHardware: z.boolean().optional(),
};

export const storedConnectionSchema = z.object({
  ...connectionFields,
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  apiKey: key.optional(),
});
export type StoredConnection = z.infer<typeof storedConnectionSchema>;

export const DEFAULT_DAILY_CAP_USD = 5;

export const storedSettingsSchema = z.object({
  version: z.literal(1),
  /** Absent: derived from the environment. */
  connections: z.array(storedConnectionSchema).max(10).optional(),
  dailyCapUsd: usd.default(DEFAULT_DAILY_CAP_USD),
  engine: z.enum(['embedded', 'webcontainer']).default('embedded'),
  webcontainerKey: key.optional(),
});
export type StoredSettings = z.infer<typeof storedSettingsSchema>;

export const settingsChangeSchema = z.strictObject({
  connections: z
    .array(
      z
        .strictObject({
          ...connectionFields,
          id: storedConnectionSchema.shape.id.optional(),
          apiKey: key.nullable().optional(),
        })
        .refine((value) => value.kind !== 'compatible' || value.baseUrl !== undefined, {
          message: 'needs the address of the model server',
          path: ['baseUrl'],
        }),
    )
    .max(10)
    .optional(),
  dailyCapUsd: usd.optional(),
  engine: storedSettingsSchema.shape.engine.unwrap().optional(),
  webcontainerKey: key.nullable().optional(),
});
export type ParsedSettingsChange = z.infer<typeof settingsChangeSchema>;
