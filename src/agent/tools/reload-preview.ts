import { z } from 'astro/zod';
import type { Tool } from '../tool.ts';
import type { PreviewWatch } from './preview-watch.ts';
import { sandboxProblem } from './text-file.ts';

const input = z.object({});

/** Loads the page anew in a fresh frame: for a page that hangs, or whose state is in the way. */
export function createReloadPreview(watch: PreviewWatch): Tool<z.infer<typeof input>> {
  return {
    name: 'reload_preview',
    description:
      'Loads the running page anew, as the reload button of a browser does. The page follows every change of a file by itself: use this only where it stopped answering, did not start, or shall begin from its first state.',
    input,
    line: () => 'Loading the page again',
    async run(_input, { sandbox, signal }) {
      try {
        // Not waited for here: a page that hangs again would hold the agent up.
        sandbox.preview.reload().catch(() => {});
        await watch.settled(signal);
        const { errors, waits, unresponsive } = watch.report();
        if (waits > 0 || unresponsive) {
          return {
            ok: false,
            text: 'The page was loaded anew and does not answer yet. Look for what keeps it busy.',
            line: 'Loaded the page again: it does not answer yet',
          };
        }
        const [first] = errors;
        return first === undefined
          ? { ok: true, text: 'The page was loaded anew.', line: 'Loaded the page again' }
          : {
              ok: false,
              text: `The page was loaded anew and has errors. The first: ${first.message}`,
              line: 'Loaded the page again: it has errors',
            };
      } catch (error) {
        return sandboxProblem(error, 'Could not load the page again');
      }
    },
  };
}
