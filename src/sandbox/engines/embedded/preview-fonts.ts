/**
 * The font families that every project may name. A preview cannot fetch anything, so the
 * host reads the file from the site, once, and hands the bytes over with the page.
 */
import frauncesItalic from '@fontsource-variable/fraunces/files/fraunces-latin-standard-italic.woff2?url';
import fraunces from '@fontsource-variable/fraunces/files/fraunces-latin-standard-normal.woff2?url';
import interItalic from '@fontsource-variable/inter/files/inter-latin-wght-italic.woff2?url';
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import jetBrainsMonoItalic from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-italic.woff2?url';
import jetBrainsMono from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';
import type { ProjectBuild } from './link-messages.ts';
import type { PreviewFont } from './preview-messages.ts';

interface Face {
  readonly style: 'normal' | 'italic';
  readonly address: string;
}

interface Family {
  readonly family: string;
  readonly weight: string;
  readonly faces: readonly Face[];
}

const families: readonly Family[] = [
  {
    family: 'Fraunces',
    weight: '100 900',
    faces: [
      { style: 'normal', address: fraunces },
      { style: 'italic', address: frauncesItalic },
    ],
  },
  {
    family: 'Inter',
    weight: '100 900',
    faces: [
      { style: 'normal', address: inter },
      { style: 'italic', address: interItalic },
    ],
  },
  {
    family: 'JetBrains Mono',
    weight: '100 800',
    faces: [
      { style: 'normal', address: jetBrainsMono },
      { style: 'italic', address: jetBrainsMonoItalic },
    ],
  },
];

/** A page is not kept waiting longer for its letters; they come with the next change then. */
const patienceMs = 2_000;
const files = new Map<string, Promise<ArrayBuffer>>();

/** What tells one font of a page from another. */
export function fontKey({ family, style }: Pick<PreviewFont, 'family' | 'style'>): string {
  return `${family} ${style}`;
}

/** The fonts that a project names and its page does not have yet; without those that cannot be read. */
export async function loadFonts(build: ProjectBuild, present: ReadonlySet<string>): Promise<PreviewFont[]> {
  const text = textOf(build);
  const isSlanted = /\bitalic\b/.test(text);
  const wanted = families
    .filter(({ family }) => isNamed(family, text))
    .flatMap(({ family, weight, faces }) => faces.map((face) => ({ family, weight, ...face })))
    .filter((face) => (face.style === 'normal' || isSlanted) && !present.has(fontKey(face)));
  const read = wanted.map(async ({ address, ...face }) => {
    const data = await readInTime(address);
    return data === null ? [] : [{ ...face, data }];
  });
  return (await Promise.all(read)).flat();
}

/** Everything in which a family can be named: sheets, inline styles, the page itself. */
function textOf({ modules, page }: ProjectBuild): string {
  return [page.body, page.bodyStyle, ...modules.map(({ text }) => text)].join('\n');
}

/** A project that brings a font of this name has its own. */
function isNamed(family: string, text: string): boolean {
  if (!new RegExp(`\\b${family}\\b`).test(text)) return false;
  const own = new RegExp(`@font-face\\s*\\{[^}]*font-family:\\s*["']?${family}["']?\\s*[;}]`);
  return !own.test(text);
}

async function readInTime(address: string): Promise<ArrayBuffer | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  const read = readFont(address).catch(() => null);
  const data = await Promise.race([read, late]);
  clearTimeout(timer);
  return data;
}

/** Fetched once; asked for again after a failure. */
function readFont(address: string): Promise<ArrayBuffer> {
  const known = files.get(address);
  if (known !== undefined) return known;
  const reading = fetch(address).then((response) => {
    if (!response.ok) throw new Error(`${address} cannot be loaded (${response.status}).`);
    return response.arrayBuffer();
  });
  files.set(address, reading);
  reading.catch(() => files.delete(address));
  return reading;
}
