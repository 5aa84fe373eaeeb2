import { z } from 'astro/zod';
import type { Tool } from '../tool.ts';
import { baseName, purposeLine, purposeSchema } from './purpose.ts';
import { normalisePath, readText, sandboxProblem } from './text-file.ts';

const input = z.object({
  path: z.string().min(1).describe('From the project root: /src/App.tsx'),
  purpose: purposeSchema,
  content: z.string().describe('The whole text of the file'),
});

/** Writes a whole file; folders are made as needed. */
export const writeFile: Tool<z.infer<typeof input>> = {
  name: 'write_file',
  description:
    'Writes a whole text file, new or in place of the old one. Folders are made as needed. Use it for new files and for changes to most of a file; use edit_file for a small change. Keep one file under about 200 lines.',
  input,
  line: ({ path, purpose }) => purposeLine('Writing', path, purpose),
  async run({ path: given, purpose, content }, { sandbox, signal, report }) {
    try {
      const path = normalisePath(given);
      const before = await readText(sandbox.fs, path);
      signal.throwIfAborted();
      await sandbox.fs.write(path, content);
      report({ type: 'file', path, before, after: content });
      const lines = content === '' ? 0 : content.replace(/\n$/, '').split('\n').length;
      return {
        ok: true,
        text: `Wrote ${path} (${lines} ${lines === 1 ? 'line' : 'lines'}).`,
        line: purposeLine('Wrote', path, purpose),
      };
    } catch (error) {
      return sandboxProblem(error, `Could not write ${baseName(given)}`);
    }
  },
};
