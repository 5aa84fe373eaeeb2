/**
 * What a spreadsheet file has no place for (drivers, checks, scenario labels, which sheets the export added),
 * kept in a part of its own: programs carry it along unread, and an import finds the model whole again.
 */
import { z } from 'astro/zod';
import { workbookFileSchema } from '../schema.ts';

const keepsakeSchema = workbookFileSchema
  .pick({
    title: true,
    charts: true,
    checks: true,
    scenario: true,
    drivers: true,
    sensitivities: true,
  })
  .extend({
    version: z.literal(1),
    origin: z
      .object({
        mode: z.enum(['live', 'rehearsal', 'replay', 'hand']),
        at: z.number(),
        model: z.string().max(120).optional(),
      })
      .optional(),
    added: z.array(z.string().max(31)).max(10).describe('Sheets that are no part of the model'),
    tables: z
      .array(z.object({ sheet: z.string().max(31), area: z.string().max(40) }))
      .max(40)
      .describe('Where sensitivity tables were written on sheets of the model'),
    fitted: z
      .record(z.string().max(31), z.record(z.string().max(3), z.number()))
      .describe('Widths that came from the content, in pixels by column'),
    formats: z
      .record(z.string().max(250), z.string().max(120))
      .describe('Number formats as they were given, by how they are written in the file'),
    heats: z.int().min(0).describe('Colour scales that were written for heat maps'),
  });

export type Keepsake = z.infer<typeof keepsakeSchema>;

const space = 'urn:firsthand:workbook';

export function keepsakeXml(keepsake: Keepsake): string {
  const text = JSON.stringify(keepsake)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\uFFFE\uFFFF]/g, '');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="${space}">${text}</workbook>`;
}

/** The keepsake in a part, or null where the part is another's or was damaged. */
export function readKeepsake(xml: string): Keepsake | null {
  const match = /<workbook xmlns="urn:firsthand:workbook">([^<]*)<\/workbook>/.exec(xml);
  if (!match) return null;
  const text = (match[1] ?? '')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  try {
    const read = keepsakeSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
