/** How the roles of cells look in the file, and which role a look means when it is read. */
import type { Cell, CellStyle, ConditionalRule } from 'hucre/xlsx';
import type { CellRole } from './file-terms.ts';

type Look = Omit<CellStyle, 'numFmt'>;

const ink = { rgb: '1F2328' };
const line = { rgb: '9AA1AA' };

/** Programs that find no name take a font of their own choice. */
const face = { name: 'Calibri', size: 11 } as const;

const roleLooks: Readonly<Record<CellRole, Look>> = {
  title: { font: { ...face, bold: true, size: 16, color: ink } },
  heading: {
    font: { ...face, bold: true, color: { rgb: 'FFFFFF' } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '33404F' } },
  },
  label: { font: { ...face, color: ink } },
  input: {
    font: { ...face, color: { rgb: '1F4FBF' } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF9E5' } },
  },
  formula: { font: { ...face, color: { rgb: '000000' } } },
  subtotal: { font: { ...face, bold: true, color: ink }, border: { top: { style: 'thin', color: line } } },
  total: {
    font: { ...face, bold: true, color: ink },
    border: { top: { style: 'thin', color: ink }, bottom: { style: 'double', color: ink } },
  },
  check: { font: { ...face, italic: true, color: { rgb: '1E6B45' } } },
  note: { font: { ...face, italic: true, color: { rgb: '5B6470' } } },
};

/** Fills and fonts of conditional formats: good, bad, warn. */
const tones = {
  good: { ink: '1E6B45', ground: 'DDF3E6' },
  bad: { ink: '9C1C1C', ground: 'FBE0DD' },
  warn: { ink: '7A5200', ground: 'FDEFC8' },
} as const;
export type Tone = keyof typeof tones;

export function styleOf(role: CellRole | undefined, format: string | undefined): CellStyle | undefined {
  const look = role && roleLooks[role];
  if (!look && format === undefined) return undefined;
  return { ...look, ...(format !== undefined && { numFmt: format }) };
}

export function toneStyle(tone: Tone): CellStyle {
  return {
    font: { color: { rgb: tones[tone].ink } },
    fill: { type: 'pattern', pattern: 'solid', bgColor: { rgb: tones[tone].ground } },
  };
}

function sixDigits(colour: { readonly rgb?: string } | undefined): string | undefined {
  return colour?.rgb?.slice(-6).toUpperCase();
}

/** What tells looks apart: weight, slant, colours, lines. */
function signature(look: Look): string {
  const { font, fill, border } = look;
  const ground = fill?.type === 'pattern' && fill.pattern === 'solid' ? (sixDigits(fill.fgColor) ?? '') : '';
  return [
    font?.bold ? 'bold' : '',
    font?.italic ? 'italic' : '',
    sixDigits(font?.color) ?? '',
    (font?.size ?? 11) >= 14 ? 'large' : '',
    ground,
    border?.top?.style ?? '',
    border?.bottom?.style ?? '',
  ].join('|');
}

const roleOfSignature = new Map(
  Object.entries(roleLooks).map(([role, look]) => [signature(look), role as CellRole]),
);

/** The role of a cell in a file that we wrote; undefined where the look is another. */
export function roleOf(style: Cell['style']): CellRole | undefined {
  return style && roleOfSignature.get(signature(style));
}

/** The tone of a conditional format: ours exactly, another's by its hue; undefined where it has no colour. */
export function toneOf(style: ConditionalRule['style']): Tone | undefined {
  const ground = style?.fill?.type === 'pattern' ? (style.fill.bgColor ?? style.fill.fgColor) : undefined;
  const colour = sixDigits(ground) ?? sixDigits(style?.font?.color);
  if (colour === undefined) return undefined;
  const exact = (Object.keys(tones) as Tone[]).find(
    (tone) => tones[tone].ground === colour || tones[tone].ink === colour,
  );
  return exact ?? toneOfHue(colour);
}

function toneOfHue(colour: string): Tone {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  if (green > red && green >= blue) return 'good';
  return red > green * 1.12 && red > blue ? 'bad' : 'warn';
}
