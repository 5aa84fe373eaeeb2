/** Tailwind's compiler with its own style sheets inside, for the compile worker. */
import { compile } from 'tailwindcss';
import index from 'tailwindcss/index.css?text';
import preflight from 'tailwindcss/preflight.css?text';
import theme from 'tailwindcss/theme.css?text';
import utilities from 'tailwindcss/utilities.css?text';

const sheets: Readonly<Record<string, string>> = {
  tailwindcss: index,
  'tailwindcss/index.css': index,
  'tailwindcss/preflight': preflight,
  'tailwindcss/preflight.css': preflight,
  'tailwindcss/theme': theme,
  'tailwindcss/theme.css': theme,
  'tailwindcss/utilities': utilities,
  'tailwindcss/utilities.css': utilities,
};

/** Turns class names into CSS; classes it was given before stay in the result. */
export interface TailwindBuild {
  build(candidates: string[]): string;
}

/**
 * Compiles a style sheet that imports Tailwind.
 * @param readSheet answers imports of the project's own sheets, null where there is none
 * @throws where the sheet asks for a plug-in or configuration file, or does not parse
 */
export async function createTailwind(
  css: string,
  readSheet: (specifier: string, folder: string) => { path: string; text: string } | null,
  folder: string,
): Promise<TailwindBuild> {
  return compile(css, {
    base: folder,
    loadModule: async (id) => {
      throw new Error(
        `"${id}" cannot be loaded: plug-ins and configuration files do not work here, use @theme.`,
      );
    },
    loadStylesheet: async (id, base) => {
      const own = sheets[id];
      if (own !== undefined) return { path: id, base, content: own };
      const found = readSheet(id, base);
      if (found === null) throw new Error(`Cannot find the style sheet "${id}".`);
      return { path: found.path, base: found.path.replace(/\/[^/]*$/, '') || '/', content: found.text };
    },
  });
}
