import { z } from 'astro/zod';
import type { Tool, ToolResult } from '../tool.ts';
import { baseName, purposeLine, purposeSchema } from './purpose.ts';
import { normalisePath, sandboxProblem } from './text-file.ts';

const input = z.object({
  path: z.string().min(1).describe('From the project root: /src/App.tsx'),
  purpose: purposeSchema,
  old: z.string().min(1).describe('Text in the file, exactly as it stands there, that occurs once'),
  new: z.string().describe('Text that takes its place'),
});

/** Replaces one exact piece of a file that occurs once. */
export const editFile: Tool<z.infer<typeof input>> = {
  name: 'edit_file',
  description:
    'Replaces one piece of a text file. "old" must stand in the file exactly once, white space included: copy it from what you read and take in a line before or after where it occurs more often. Everything else stays as it is.',
  input,
  line: ({ path, purpose }) => purposeLine('Changing', path, purpose),
  async run({ path: given, purpose, old, new: replacement }, { sandbox, signal, report }) {
    const failed = `Could not change ${baseName(given)}`;
    try {
      const path = normalisePath(given);
      const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await sandbox.fs.read(path));
      const places = placesOf(before, old);
      const [at] = places;
      if (at === undefined) return { ok: false, text: notFound(path, before, old), line: failed };
      if (places.length > 1) return { ok: false, text: tooMany(path, before, places), line: failed };
      if (old === replacement) return { ok: false, text: '"old" and "new" are the same.', line: failed };
      const after = before.slice(0, at) + replacement + before.slice(at + old.length);
      signal.throwIfAborted();
      await sandbox.fs.write(path, after);
      report({ type: 'file', path, before, after });
      return changed(path, before, at, purpose);
    } catch (error) {
      return sandboxProblem(error, failed);
    }
  },
};

function changed(path: string, before: string, at: number, purpose: string | undefined): ToolResult {
  return {
    ok: true,
    text: `Changed ${path} at line ${lineAt(before, at)}.`,
    line: purposeLine('Changed', path, purpose),
  };
}

function placesOf(text: string, piece: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) places.push(at);
  return places;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

function tooMany(path: string, text: string, places: readonly number[]): string {
  const lines = places.slice(0, 8).map((at) => lineAt(text, at));
  return `"old" occurs ${places.length} times in ${path} (lines ${lines.join(', ')}${places.length > 8 ? ' …' : ''}), so nothing was changed. Take in more of the lines around the place you mean.`;
}

/** Shows the lines that differ in white space alone, or else the line most like the first one asked for. */
function notFound(path: string, text: string, old: string): string {
  const lines = text.split('\n');
  const wanted = old.replace(/^\n+|\n+$/g, '').split('\n');
  const folded = wanted.map(fold);
  const at = lines.findIndex((_, index) =>
    folded.every((line, row) => fold(lines[index + row] ?? '') === line),
  );
  if (at >= 0) {
    return `"old" is not in ${path} exactly as given, so nothing was changed. These lines differ in white space only; copy them as they stand:\n${lines.slice(at, at + wanted.length).join('\n')}`;
  }
  const near = nearestLine(lines, wanted.find((line) => line.trim() !== '') ?? '');
  const hint = near === null ? '' : ` The nearest place is line ${near + 1}:\n${around(lines, near)}`;
  return `"old" is not in ${path}, so nothing was changed. Read the file and copy the text as it stands.${hint}`;
}

function fold(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

function around(lines: readonly string[], at: number): string {
  return lines.slice(Math.max(0, at - 2), at + 3).join('\n');
}

/** Index of the line that shares the most words with `wanted`; null where none shares half of them. */
function nearestLine(lines: readonly string[], wanted: string): number | null {
  const words = new Set(wanted.match(/\w+/g));
  if (words.size === 0) return null;
  let best: { at: number; share: number } | null = null;
  for (const [at, line] of lines.entries()) {
    const own = new Set(line.match(/\w+/g));
    const share = [...words].filter((word) => own.has(word)).length / words.size;
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { at, share };
  }
  return best?.at ?? null;
}
