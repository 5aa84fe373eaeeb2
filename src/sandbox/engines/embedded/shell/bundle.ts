/**
 * For the build, not for the browser: how Vite bundles the shell's worker. just-bash imports
 * `node:zlib`, which a browser does not have; `zlib.ts` takes its place.
 */
import type { Plugin } from 'vite';

/** A Vite plugin; its settings reach workers and the dev server's pre-bundling too. */
export function shellBundle(): Plugin {
  return {
    name: 'shell-bundle',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^node:zlib$/,
            replacement: decodeURIComponent(new URL('./zlib.ts', import.meta.url).pathname),
          },
        ],
      },
      worker: { format: 'es' },
    }),
  };
}
