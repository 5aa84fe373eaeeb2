import { z } from 'astro/zod';
import type { Tool } from '../tool.ts';
import { baseName } from './purpose.ts';
import { normalisePath, sandboxProblem } from './text-file.ts';

/** Read at once: enough for every file an agent should write, and it fits a result whole. */
const MOST_LINES = 800;
const MOST_CHARACTERS = 28_000;

const input = z.object({
  path: z.string().min(1).describe('From the project root: /src/App.tsx'),
  from: z.int().min(1).optional().describe('First line, counted from 1'),
  to: z.int().min(1).optional().describe('Last line'),
});

/** Reads a text file, whole or some of its lines. A whole file comes without any addition. */
export const readFile: Tool<z.infer<typeof input>> = {
  name: 'read_file',
  description: `Reads a text file, or lines "from" to "to" of it (at most ${MOST_LINES} lines at once).`,
  input,
  readsOnly: true,
  line: ({ path }) => (path ? `Reading ${baseName(path)}` : 'Reading a file'),
  async run({ path: given, from, to }, { sandbox }) {
    const name = baseName(given);
    try {
      const bytes = await sandbox.fs.read(normalisePath(given));
      const text = new TextDecoder().decode(bytes);
      if (bytes.includes(0)) {
        return { ok: false, text: `${given} is not a text file.`, line: `Could not read ${name}` };
      }
      return { ...pick(text, from, to), line: `Read ${name}` };
    } catch (error) {
      return sandboxProblem(error, `Could not read ${name}`);
    }
  },
};

function pick(text: string, from = 1, to = Number.POSITIVE_INFINITY): { ok: boolean; text: string } {
  const lines = text.split('\n');
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  if (from > Math.max(1, count)) return { ok: false, text: `The file has only ${count} lines.` };
  if (to < from) return { ok: false, text: `"to" (${to}) lies before "from" (${from}).` };
  const last = fitting(lines, from, Math.min(to, count, from + MOST_LINES - 1));
  if (from === 1 && last >= count) return { ok: true, text };
  const part = lines.slice(from - 1, last).join('\n');
  const more = last < count ? ` Read on with from: ${last + 1}.` : '';
  return { ok: true, text: `[lines ${from} to ${last} of ${count}.${more}]\n${part}` };
}

/** The last line that still fits; a single line that is too long is let through and cut by the loop. */
function fitting(lines: readonly string[], from: number, to: number): number {
  let characters = 0;
  for (let line = from; line <= to; line += 1) {
    characters += (lines[line - 1]?.length ?? 0) + 1;
    if (characters > MOST_CHARACTERS) return Math.max(from, line - 1);
  }
  return to;
}
