import { folderOf, normalise } from './link-resolve.ts';

/** Reads a file of the project as text; null where there is none. */
export type ReadText = (path: string) => string | null;
/** The `data:` address of a picture or font; null where there is none. */
export type ReadAddress = (path: string) => string | null;

/** Whether the sheet asks for Tailwind's compiler. */
export function usesTailwind(css: string): boolean {
  return /@import\s+["']tailwindcss|@tailwind\s|@theme\s*(inline\s*)?\{|@apply\s/.test(css);
}

/** Replaces addresses of the project's pictures and fonts by their content. */
export function inlineAddresses(css: string, folder: string, read: ReadAddress): string {
  return css.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (whole, _quote: string, address: string) => {
    if (/^(data:|blob:|#|[a-z]+:\/\/)/i.test(address)) return whole;
    const path = normalise(
      address.startsWith('/') ? address : (`${folder}/${address}`.split(/[?#]/)[0] ?? ''),
    );
    const data = read(path) ?? read(`/public${path}`);
    return data === null ? whole : `url("${data}")`;
  });
}

/**
 * Puts imported sheets of the project in place of their `@import`, up to eight deep.
 * @returns the text, and the imports that lead nowhere
 */
export function inlineImports(
  path: string,
  css: string,
  read: ReadText,
  depth = 0,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = css.replace(
    /@import\s+(?:url\()?["']([^"']+)["']\)?\s*([^;]*);/g,
    (whole, address: string, media: string) => {
      if (/^(tailwindcss|https?:|\/\/)/.test(address)) return whole;
      const target = normalise(address.startsWith('/') ? address : `${folderOf(path)}/${address}`);
      const found = read(target);
      if (found === null || depth >= 8) {
        missing.push(address);
        return '';
      }
      const inner = inlineImports(target, found, read, depth + 1);
      missing.push(...inner.missing);
      return media.trim() === '' ? inner.text : `@media ${media} {${inner.text}}`;
    },
  );
  return { text, missing };
}

/** Gives the classes of a `.module.css` names of their own. */
export function scopeClasses(path: string, css: string): { text: string; names: Record<string, string> } {
  const names: Record<string, string> = {};
  const prefix = (path.split('/').pop() ?? '').replace(/\.module\.css$/, '').replace(/[^\w-]/g, '-');
  let depth = 0;
  const text = css.replace(
    /\/\*[\s\S]*?\*\/|"[^"]*"|'[^']*'|[{};]|\.(-?[A-Za-z_][\w-]*)(?=[^{};]*\{)/g,
    (whole, name?: string) => {
      if (whole === '{') depth++;
      else if (whole === '}') depth--;
      if (name === undefined) return whole;
      const scoped = `${prefix}_${name}`;
      names[name] = scoped;
      return `.${scoped}`;
    },
  );
  return depth === 0 ? { text, names } : { text: css, names };
}

/** What may be a Tailwind class in a source: pieces between spaces, quotes and brackets of the language. */
export function findCandidates(source: string): Set<string> {
  const found = new Set<string>();
  for (const piece of source.split(/[\s"'`<>{}=;]+/)) {
    if (piece.length === 0 || piece.length > 200) continue;
    found.add(piece);
    const trimmed = piece.replace(/^[([,.]+|[),.:\]]+$/g, '');
    if (trimmed !== piece && trimmed !== '') found.add(trimmed);
  }
  return found;
}
