/** What the authored scripts understand beside their changes: a new brand, and a brief in three parts. */
import type { Brand } from '../brand/schema.ts';

export type Tone = 'friendly' | 'plain' | 'formal';

export interface Brief {
  /** As typed, to follow "for": "new colleagues". */
  readonly audience: string | null;
  readonly tone: Tone | null;
  /** The request for a feature; null where there is none. */
  readonly feature: string | null;
}

/** The request that gives an app another company. */
export function brandRequest(brand: Pick<Brand, 'name' | 'primary'>): string {
  return `Rebrand the app: the company is ${brand.name} and its main colour is ${brand.primary}.`;
}

/** Name and colour out of a request for another brand; null where it is none. */
export function readBrandRequest(request: string): { name: string | null; primary: string | null } | null {
  const asks = /\b(rebrand|brand|company|colou?rs?|logo)\b/i.test(request);
  const primary = /#[0-9a-f]{6}\b/i.exec(request)?.[0]?.toLowerCase() ?? null;
  const name = nameIn(request);
  if (!asks || (name === null && primary === null)) return null;
  return { name, primary };
}

function nameIn(request: string): string | null {
  const whole = /\bcompany is (.+?)(?: and (?:its|the) main colou?r is #[0-9a-f]{6})?\.?$/i.exec(
    request.trim(),
  );
  const quoted = /[“"]([^”"]{1,60})[”"]/.exec(request);
  const named = /\b(?:company name|name of the company|company|name) (?:to|is) ([^,.;]{1,60})/i.exec(request);
  const name = (whole?.[1] ?? quoted?.[1] ?? named?.[1] ?? '').replace(/ and (its|the) .*$/i, '').trim();
  return name === '' ? null : name.slice(0, 60);
}

/** The parts of a brief such as “It is for new colleagues. Add a dark theme. The tone is plain.” */
export function readBrief(request: string): Brief | null {
  const audience = /\bit is for ([^.!?]{2,80})[.!?]?/i.exec(request);
  const tone = /\bthe tone is ([a-z]+)\b[^.!?]*[.!?]?/i.exec(request);
  if (!audience && !tone) return null;
  const rest = request
    .replace(audience?.[0] ?? '', ' ')
    .replace(tone?.[0] ?? '', ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    audience: audience?.[1]?.trim() ?? null,
    tone: tone ? toneOf(tone[1] ?? '') : null,
    feature: /\p{L}/u.test(rest) ? rest : null,
  };
}

function toneOf(word: string): Tone | null {
  const tones: Record<string, Tone> = {
    friendly: 'friendly',
    warm: 'friendly',
    plain: 'plain',
    short: 'plain',
    simple: 'plain',
    formal: 'formal',
  };
  return tones[word.toLowerCase()] ?? null;
}
