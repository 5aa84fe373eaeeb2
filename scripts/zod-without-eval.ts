/**
 * For the build: Zod compiles its parsers with `new Function` where it may, and finds out by trying.
 * The site's policy forbids it, and each try would be reported in the console. This says so before
 * the first schema is made, wherever that is.
 */
import type { Plugin } from 'vite';

const CORE = /\/zod\/v4\/core\/core\.js$/;

export function zodWithoutEval(): Plugin {
  return {
    name: 'zod-without-eval',
    apply: 'build',
    transform(code, id) {
      return CORE.test(id) ? { code: `${code}\nglobalConfig.jitless = true;\n`, map: null } : null;
    },
  };
}
