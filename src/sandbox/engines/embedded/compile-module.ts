import { transform } from 'sucrase/dist/index.js';
import { type CompileProblem, findRefusals } from './compile-refusals.ts';
import { type RewrittenModule, rewriteModule } from './compile-rewrite.ts';
import { TokenList } from './compile-tokens.ts';

/** Result of one file: code the linker can run, or what is wrong with it. */
export type CompiledModule =
  | ({ readonly ok: true } & RewrittenModule)
  | { readonly ok: false; readonly problems: readonly CompileProblem[] };

const scriptFile = /\.(tsx?|jsx?|mjs|mts)$/;

/** Whether a file is compiled as a program. */
export function isScript(path: string): boolean {
  return scriptFile.test(path) && !path.endsWith('.d.ts');
}

/**
 * Turns TypeScript and JSX into CommonJS for the linker, line for line. Types are
 * dropped, not checked. Errors come with their place.
 */
export function compileModule(path: string, text: string): CompiledModule {
  const typescript = /\.m?tsx?$/.test(path);
  const jsx = !/\.m?ts$/.test(path);
  try {
    const problems = findRefusals(new TokenList(text, { jsx, typescript }));
    if (problems.length > 0) return { ok: false, problems };
    const { code } = transform(text, {
      transforms: [
        'imports',
        ...(typescript ? (['typescript'] as const) : []),
        ...(jsx ? (['jsx'] as const) : []),
      ],
      jsxRuntime: 'automatic',
      production: true,
      filePath: path,
    });
    return { ok: true, ...rewriteModule(code) };
  } catch (error) {
    return { ok: false, problems: [describeSyntaxError(error, path)] };
  }
}

function describeSyntaxError(error: unknown, path: string): CompileProblem {
  const message = error instanceof Error ? error.message : String(error);
  const place = /\((\d+):(\d+)\)\s*$/.exec(message);
  const bare = message.replace(`Error transforming ${path}: `, '').replace(/\s*\(\d+:\d+\)\s*$/, '');
  return {
    message: bare,
    plain:
      'The code is not complete here, or has a typing mistake: a bracket, a quote or a tag may be missing.',
    line: Number(place?.[1] ?? 1),
    column: Number(place?.[2] ?? 1),
  };
}
