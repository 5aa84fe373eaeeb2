/** `diff` (normal and unified, folders with `-r`, quiet with `-q`) and `cmp`. */
import { diffArrays, structuredPatch } from 'diff';
import { defineCommand } from 'just-bash/browser';
import { bytesOf, failed, printed, type ShellContext } from './result.ts';

interface DiffOptions {
  readonly unified: number | null;
  readonly quiet: boolean;
  readonly recursive: boolean;
  readonly newAsEmpty: boolean;
  readonly ignoreCase: boolean;
  readonly ignoreSpace: boolean;
  readonly ignoreBlankLines: boolean;
}

function readOptions(args: readonly string[]): { options: DiffOptions; files: string[]; unknown?: string } {
  const files: string[] = [];
  let unified: number | null = null;
  const letters = new Set<string>();
  const long: Record<string, string> = {
    '--brief': 'q',
    '--recursive': 'r',
    '--new-file': 'N',
    '--ignore-case': 'i',
    '--ignore-all-space': 'w',
    '--ignore-space-change': 'b',
    '--ignore-blank-lines': 'B',
  };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const wide = /^(?:-U|--unified=)(\d+)$/.exec(arg);
    if (arg === '-U') index += 1;
    if (wide || arg === '-U') unified = Number(wide?.[1] ?? args[index] ?? 3);
    else if (arg === '--unified') unified = 3;
    else if (long[arg]) letters.add(long[arg]);
    else if (/^--(color|strip-trailing-cr|text)/.test(arg)) continue;
    else if (arg.startsWith('-') && arg !== '-') for (const letter of arg.slice(1)) letters.add(letter);
    else files.push(arg);
  }
  const unknown = [...letters].find((letter) => !'uqrNiwbBaP'.includes(letter));
  if (letters.has('u')) unified ??= 3;
  const options = {
    unified,
    quiet: letters.has('q'),
    recursive: letters.has('r'),
    newAsEmpty: letters.has('N'),
    ignoreCase: letters.has('i'),
    ignoreSpace: letters.has('w') || letters.has('b'),
    ignoreBlankLines: letters.has('B'),
  };
  return unknown ? { options, files, unknown } : { options, files };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function sameLine(options: DiffOptions) {
  const fold = (line: string) => {
    const spaced = options.ignoreSpace ? line.replace(/\s+/g, '') : line;
    return options.ignoreCase ? spaced.toLowerCase() : spaced;
  };
  return (a: string, b: string) => fold(a) === fold(b);
}

function range(start: number, count: number): string {
  if (count === 0) return String(start);
  return count === 1 ? String(start + 1) : `${start + 1},${start + count}`;
}

/** The format without `-u`: `2c2`, `< old`, `---`, `> new`. */
function normalFormat(before: string[], after: string[], options: DiffOptions): string {
  let out = '';
  let left = 0;
  let right = 0;
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    if (removed.length + added.length === 0) return;
    const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
    out += `${range(left - removed.length, removed.length)}${letter}${range(right - added.length, added.length)}\n`;
    for (const line of removed) out += `< ${line}\n`;
    if (letter === 'c') out += '---\n';
    for (const line of added) out += `> ${line}\n`;
    removed = [];
    added = [];
  };
  for (const part of diffArrays(before, after, { comparator: sameLine(options) })) {
    if (part.removed) {
      removed.push(...part.value);
      left += part.value.length;
    } else if (part.added) {
      added.push(...part.value);
      right += part.value.length;
    } else {
      flush();
      left += part.value.length;
      right += part.value.length;
    }
  }
  flush();
  return out;
}

function unifiedFormat(
  names: readonly [string, string],
  before: string,
  after: string,
  context: number,
): string {
  const patch = structuredPatch(names[0], names[1], before, after, '', '', { context });
  const side = (start: number, count: number) => (count === 1 ? `${start}` : `${start},${count}`);
  let out = `--- ${names[0]}\n+++ ${names[1]}\n`;
  for (const hunk of patch.hunks) {
    out += `@@ -${side(hunk.oldStart, hunk.oldLines)} +${side(hunk.newStart, hunk.newLines)} @@\n`;
    out += `${hunk.lines.join('\n')}\n`;
  }
  return out;
}

function compareTexts(
  names: readonly [string, string],
  before: string,
  after: string,
  options: DiffOptions,
): string {
  const clean = (text: string) => {
    const lines = linesOf(text);
    return options.ignoreBlankLines ? lines.filter((line) => line.trim() !== '') : lines;
  };
  const normal = normalFormat(clean(before), clean(after), options);
  const endsDiffer = before !== after && before.endsWith('\n') !== after.endsWith('\n');
  if (normal === '' && !endsDiffer) return '';
  if (options.quiet) return `Files ${names[0]} and ${names[1]} differ\n`;
  if (options.unified !== null) return unifiedFormat(names, before, after, options.unified);
  return normal || '\\ No newline at end of file\n';
}

async function isFolder(name: string, { fs, cwd }: ShellContext): Promise<boolean> {
  return name !== '-' && (await fs.stat(fs.resolvePath(cwd, name))).isDirectory;
}

async function compareFolders(
  left: string,
  right: string,
  options: DiffOptions,
  context: ShellContext,
): Promise<string> {
  const namesIn = async (folder: string) =>
    (await context.fs.readdir(context.fs.resolvePath(context.cwd, folder))).sort();
  const [inLeft, inRight] = [await namesIn(left), await namesIn(right)];
  let out = '';
  for (const name of [...new Set([...inLeft, ...inRight])].sort()) {
    const [a, b] = [`${left}/${name}`.replace('//', '/'), `${right}/${name}`.replace('//', '/')];
    if (!inLeft.includes(name) || !inRight.includes(name)) {
      const only = inLeft.includes(name) ? a : b;
      if (options.newAsEmpty && !(await isFolder(only, context))) {
        const text = new TextDecoder().decode(await bytesOf(only, context));
        out += only === a ? compareTexts([a, b], text, '', options) : compareTexts([a, b], '', text, options);
      } else out += `Only in ${only === a ? left : right}: ${name}\n`;
    } else if ((await isFolder(a, context)) && (await isFolder(b, context))) {
      out += options.recursive
        ? await compareFolders(a, b, options, context)
        : `Common subdirectories: ${a} and ${b}\n`;
    } else {
      const text = await compareFiles(a, b, options, context);
      out += text && !options.quiet ? `diff ${a} ${b}\n${text}` : text;
    }
  }
  return out;
}

async function compareFiles(
  left: string,
  right: string,
  options: DiffOptions,
  context: ShellContext,
): Promise<string> {
  const decode = async (name: string) => new TextDecoder().decode(await bytesOf(name, context));
  return compareTexts([left, right], await decode(left), await decode(right), options);
}

const diff = defineCommand('diff', async (args, context) => {
  const { options, files, unknown } = readOptions(args);
  const [left, right] = files;
  if (unknown) return failed(`diff: -${unknown} is not in this sandbox\n`, 2);
  if (left === undefined || right === undefined || files.length > 2) {
    return failed('usage: diff [-u] [-q] [-r] [-i] [-w] FILE FILE\n', 2);
  }
  try {
    const folders = [await isFolder(left, context), await isFolder(right, context)];
    const inside = (folder: string, file: string) => `${folder}/${file.split('/').pop()}`;
    const text =
      folders[0] && folders[1]
        ? await compareFolders(left, right, options, context)
        : await compareFiles(
            folders[0] ? inside(left, right) : left,
            folders[1] ? inside(right, left) : right,
            options,
            context,
          );
    return printed(text, text === '' ? 0 : 1);
  } catch {
    for (const name of [left, right]) {
      const there = name === '-' || (await context.fs.exists(context.fs.resolvePath(context.cwd, name)));
      if (!there) return failed(`diff: ${name}: No such file or directory\n`, 2);
    }
    return failed(`diff: ${left} and ${right} cannot be compared\n`, 2);
  }
});

const cmp = defineCommand('cmp', async (args, context) => {
  const [left, right] = args.filter((arg) => !/^-./.test(arg));
  if (!left || !right) return failed('usage: cmp FILE FILE\n', 2);
  try {
    const [a, b] = [await bytesOf(left, context), await bytesOf(right, context)];
    const at = a.findIndex((byte, index) => byte !== b[index]);
    if (at === -1 && a.length === b.length) return printed('');
    if (args.includes('-s')) return printed('', 1);
    const line = a.subarray(0, at === -1 ? a.length : at).filter((byte) => byte === 10).length + 1;
    return at === -1 || at >= b.length
      ? failed(`cmp: EOF on ${a.length < b.length ? left : right}\n`)
      : printed(`${left} ${right} differ: byte ${at + 1}, line ${line}\n`, 1);
  } catch {
    return failed('cmp: a file is missing\n', 2);
  }
});

export const compareCommand = [diff, cmp] as const;
