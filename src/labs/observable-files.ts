/** What of a project's files can be observed: in its page or in its tests. */
import { bareCode, plainCode, withoutExports } from './observable-code.ts';

const script = /\.[cm]?[jt]sx?$/i;
/** What a page, its tests and the tools begin with; everything else counts where one of these leads to it. */
const page = /^\/(index\.html|(src\/)?(main|index)\.[cm]?[jt]sx?)$/;
const otherRoot =
  /\.(test|spec)\.[cm]?[jt]sx?$|^\/(package\.json|tsconfig[^/]*\.json|[\w.-]+\.config\.[cm]?[jt]s|\.env[^/]*)$/;
/** Places that are put together while the program runs. */
const computed = /import\.meta\.glob|\/\$\{/;
/** The last part of a place, or any part: `views` and `Agenda` of `"./views/Agenda"`. */
const place = /(?<=[/"'`]|url\()[\w$.-]+/g;
/** All that a file exports, under one name: what of it is used cannot be told. */
const namespace = /\*as [\w$]+ from"[./@~]/;

/**
 * The files that can be observed, each as far as it can be: path → text without comments, layout, names that only
 * the code itself sees, and code that is never called. A file to which none leads is left out.
 *
 * It looks at what the page runs rather than at what it shows: a view that comes only after an act counts, and the
 * size of the preview, a clock or chance do not. Where it cannot tell it counts a change, such as one of a style
 * that nothing wears. Code that does not parse is compared as it stands; no check passes on it.
 */
export function observableFiles(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const bare = new Map(Object.entries(files).map(([path, text]) => [path, bareText(path, text)]));
  const used = usedPaths(bare);
  const texts = used.map((path) => bare.get(path) ?? '');
  const words = texts.map((text) => new Set(text.match(/[\w$]+/g)));
  const whole = texts.some((text) => namespace.test(text));
  return new Map(
    used.map((path, at) => {
      const isImported = (name: string) =>
        whole || words.some((said, other) => other !== at && said.has(name));
      return [path, importedText(path, files[path] ?? '', isImported) ?? bare.get(path) ?? ''];
    }),
  );
}

/** Paths that a root leads to, sorted; all where no page is there. */
function usedPaths(bare: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...bare.keys()].sort();
  const everything = paths.filter((path) => !isText(path));
  const roots = paths.some((path) => page.test(path))
    ? paths.filter((path) => page.test(path) || otherRoot.test(path))
    : everything;
  const used = new Set(roots);
  for (const path of used) {
    const text = bare.get(path) ?? '';
    const places = new Set((text.match(place) ?? []).flatMap((name) => [name, stemOf(name)]));
    const leadsTo = (other: string) => {
      const name = nameOf(other);
      return places.has(name) || (/[^\w$.-]/.test(name) && text.includes(name));
    };
    for (const other of computed.test(text) ? everything : paths.filter(leadsTo)) used.add(other);
  }
  return [...used].sort();
}

/** Words for people, which a program reads only under their whole name. */
function isText(path: string): boolean {
  return /\.(md|txt)$|(^|\/)[A-Z]+$/.test(path);
}

/** How other files speak of it: `Agenda` of `/src/views/Agenda.tsx`, `views` of `/src/views/index.ts`. */
function nameOf(path: string): string {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  if (isText(path)) return file;
  const stem = stemOf(file);
  return stem === 'index' ? (parts.at(-2) ?? stem) : stem;
}

function stemOf(file: string): string {
  return /^\.?[^.]+/.exec(file)?.[0] ?? file;
}

/** A script without what none of the other files imports; null where all of it is imported, or it is no script. */
function importedText(path: string, text: string, isImported: (name: string) => boolean): string | null {
  if (!script.test(path)) return null;
  const code = plain(path, text);
  const imported = code === null ? null : withoutExports(code, isImported);
  return imported === code ? null : (bareOf(imported) ?? text);
}

/** Without comments and layout; of a program, what it does. */
function bareText(path: string, text: string): string {
  if (script.test(path)) return bareOf(plain(path, text)) ?? text;
  if (path === '/package.json') return packageText(text);
  if (/\.json$/i.test(path)) return compactJson(text);
  if (/\.(html?|svg)$/i.test(path))
    return text
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  return /\.(css|scss|less)$/i.test(path) ? styleText(text) : text;
}

/** Styles without comments and layout; texts between quotes stay as they are. */
function styleText(text: string): string {
  return text
    .split(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/)/)
    .map((part, index) => (index % 2 === 0 ? tight(part) : part.startsWith('/*') ? ' ' : part))
    .join('')
    .replace(/;?\s*}/g, '}')
    .trim();
}

function tight(style: string): string {
  return style
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':');
}

/** What of a package's card its tools read. */
function packageText(text: string): string {
  try {
    const {
      name,
      version,
      description,
      keywords,
      author,
      license,
      private: isPrivate,
      ...rest
    } = JSON.parse(text);
    return JSON.stringify(rest);
  } catch {
    return text;
  }
}

function compactJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Looks at files ahead of time, one a task, so that asking for their fingerprint holds nothing up. */
export async function lookAhead(
  files: Readonly<Record<string, string>>,
  nextTask: () => Promise<void>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    if (!script.test(path) || plainOnce.has(keyOf(path, text))) continue;
    bareText(path, text);
    await nextTask();
  }
}

function keyOf(path: string, text: string): string {
  return `${path}\n${text}`;
}

function plain(path: string, text: string): string | null {
  return once(plainOnce, keyOf(path, text), () => plainCode(path, text));
}

function bareOf(code: string | null): string | null {
  return code === null ? null : once(bareOnce, code, () => bareCode(code));
}

/** A project's files are looked at after every change, and most of them are as they were. */
const MAX_KNOWN = 600;
const plainOnce = new Map<string, string | null>();
const bareOnce = new Map<string, string | null>();

function once(known: Map<string, string | null>, key: string, make: () => string | null): string | null {
  const before = known.get(key);
  const made = before === undefined ? make() : before;
  known.delete(key);
  known.set(key, made);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
  return made;
}
