/** Programs without what nobody can observe of them. */
import { transform } from 'sucrase/dist/index.js';
import { type MinifyOptions, minify_sync as minify } from 'terser';

/** TypeScript and JSX as plain JavaScript: types and the layout of JSX are gone. Null where it does not parse. */
export function plainCode(path: string, text: string): string | null {
  const typescript = /\.[cm]?tsx?$/.test(path);
  const jsx = !/\.[cm]?ts$/.test(path);
  try {
    const { code } = transform(text, {
      transforms: [...(typescript ? (['typescript'] as const) : []), ...(jsx ? (['jsx'] as const) : [])],
      jsxRuntime: 'automatic',
      production: true,
    });
    return code;
  } catch {
    return null;
  }
}

const exported =
  /^([ \t]*)export[ \t]+(?=(?:async[ \t]+)?(?:function\b\*?|class|const|let|var)[ \t]+([\w$]+))/gm;

/** Without the word `export` before what nobody imports, so that it counts only where its own file uses it. */
export function withoutExports(code: string, isImported: (name: string) => boolean): string {
  return code.replace(exported, (whole, space: string, name: string) => (isImported(name) ? whole : space));
}

/**
 * The same for programs that do the same: no comments, no layout, no names of their own, nothing that is never
 * called, nothing said to the console. Null where it does not parse.
 */
export function bareCode(code: string): string | null {
  // A classic script shares its names with the page, which may call them.
  const module = /^[ \t]*(import|export)\b/m.test(code);
  const options: MinifyOptions = {
    module,
    compress: {
      defaults: false,
      unused: true,
      dead_code: true,
      side_effects: true,
      drop_console: true,
      toplevel: module,
    },
    mangle: { toplevel: module },
    format: { comments: false },
  };
  try {
    return minify(code, options).code ?? '';
  } catch {
    return null;
  }
}
