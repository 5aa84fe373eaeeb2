import { z } from 'astro/zod';
import type { Tool } from '../tool.ts';
import { isOwnFile } from './project-files.ts';
import { normalisePath, sandboxProblem } from './text-file.ts';

const MOST_FILES = 300;

const input = z.object({
  path: z.string().optional().describe('Folder to start from; the project root where it is left out'),
});

/** Lists the files of the project with their sizes; installed packages and build output are left out. */
export const listFiles: Tool<z.infer<typeof input>> = {
  name: 'list_files',
  description:
    'Lists the files of the project below a folder, with their sizes in bytes. Installed packages are left out.',
  input,
  readsOnly: true,
  line: () => 'Looking at the files',
  async run({ path: given = '/' }, { sandbox }) {
    try {
      const entries = await sandbox.fs.list(normalisePath(given), { recursive: true });
      const files = entries.filter((entry) => entry.kind === 'file' && isOwnFile(entry.path));
      const shown = files.slice(0, MOST_FILES).map((file) => `${file.path} ${file.size}`);
      if (files.length > MOST_FILES) shown.push(`… and ${files.length - MOST_FILES} more`);
      const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
      return {
        ok: true,
        text: files.length === 0 ? 'No files.' : shown.join('\n'),
        line: `Looked at the files: ${count}`,
      };
    } catch (error) {
      return sandboxProblem(error, 'Could not look at the files');
    }
  },
};
