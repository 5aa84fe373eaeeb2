import { z } from 'astro/zod';

/** A colour as the kit stores it: six hexadecimal digits with a leading `#`, lower case. */
const hexColour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'Use a colour of six hexadecimal digits, like #0e6a5b')
  .transform((value) => value.toLowerCase())
  .describe('Colour, #rrggbb');

/** Whose name and colours a demo, a lab or the stage wears. */
export const brandSchema = z.object({
  name: z.string().trim().min(1).max(60).describe('Name of the company as people say it'),
  primary: hexColour.describe('Main colour: headers, buttons, charts'),
  secondary: hexColour.optional().describe('Second colour: highlights; derived from the first where absent'),
  logo: z
    .string()
    .regex(/^data:image\/(png|jpeg|webp|svg\+xml);base64,[a-z0-9+/=]+$/i)
    .max(200_000)
    .optional()
    .describe('Logo as a data: URL, at most 200,000 characters'),
});

export type Brand = z.infer<typeof brandSchema>;
