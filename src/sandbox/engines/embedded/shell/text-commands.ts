/**
 * Commands of just-bash that differ from the ones people and models know, put right:
 * `xargs` and `paste` read joined options (`-n1`, `-I{}`, `-sd,`), `diff` prints the usual
 * formats and compares folders, the checksums work without a secure context.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { defineCommand } from 'just-bash/browser';
import { compareCommand } from './diff-command.ts';
import {
  bytesOf,
  failed,
  printed,
  type ShellCommand,
  type ShellContext,
  type ShellResult,
} from './result.ts';

async function callOriginal(context: ShellContext, name: string, args: string[]): Promise<ShellResult> {
  return (await context.origCommand?.(args)) ?? failed(`${name}: not found\n`, 127);
}

/**
 * Splits joined short options up to the first plain argument: `-n1` → `-n 1`, `-0r` → `-0 -r`.
 * @param withValue letters of the options that take a value
 */
function splitOptions(args: readonly string[], withValue: string): { options: string[]; rest: string[] } {
  const options: string[] = [];
  let index = 0;
  for (; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (!/^-[^-]/.test(arg)) break;
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg.charAt(at);
      options.push(`-${letter}`);
      if (!withValue.includes(letter)) continue;
      const joined = arg.slice(at + 1);
      if (joined === '') index += 1;
      options.push(joined === '' ? (args[index] ?? '') : joined);
      break;
    }
  }
  if (args[index] === '--') index += 1;
  return { options, rest: args.slice(index) };
}

const xargs = defineCommand('xargs', (args, context) => {
  const { options, rest } = splitOptions(args, 'InPdLs');
  const lines = options.includes('-I') || options.includes('-L');
  const known = options.map((option) => (option === '-L' ? '-n' : option));
  const split = lines && !options.includes('-d') && !options.includes('-0') ? ['-d', '\\n'] : [];
  return callOriginal(context, 'xargs', [...split, ...known, ...rest]);
});

const paste = defineCommand('paste', (args, context) => {
  const { options, rest } = splitOptions(args, 'd');
  return callOriginal(context, 'paste', [...options, ...(rest.length > 0 ? rest : ['-'])]);
});

type Hash = (data: Uint8Array) => Uint8Array;

async function checkSums(
  name: string,
  hash: Hash,
  lists: string[],
  context: ShellContext,
): Promise<ShellResult> {
  let stdout = '';
  let wrong = 0;
  for (const list of lists) {
    const text = new TextDecoder().decode(await bytesOf(list, context));
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      const [, sum, file] = /^([0-9a-f]+) [ *](.+)$/i.exec(line) ?? [];
      if (!sum || !file) return failed(`${name}: ${list}: no properly formatted checksum lines found\n`);
      const same = bytesToHex(hash(await bytesOf(file, context))) === sum.toLowerCase();
      stdout += `${file}: ${same ? 'OK' : 'FAILED'}\n`;
      if (!same) wrong += 1;
    }
  }
  const stderr = wrong > 0 ? `${name}: WARNING: ${wrong} computed checksum did NOT match\n` : '';
  return { stdout, stderr, exitCode: wrong > 0 ? 1 : 0 };
}

function checksum(name: string, hash: Hash): ShellCommand {
  return defineCommand(name, async (args, context) => {
    const names = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
    const files = names.length > 0 ? names : ['-'];
    let stdout = '';
    let stderr = '';
    if (args.includes('-c') || args.includes('--check')) return checkSums(name, hash, files, context);
    for (const file of files) {
      try {
        stdout += `${bytesToHex(hash(await bytesOf(file, context)))}  ${file}\n`;
      } catch {
        stderr += `${name}: ${file}: No such file or directory\n`;
      }
    }
    return { stdout, stderr, exitCode: stderr ? 1 : 0 };
  });
}

const realpath = defineCommand('realpath', async (args, { fs, cwd }) => {
  const files = args.filter((arg) => !arg.startsWith('-'));
  let stdout = '';
  for (const file of files) {
    const path = fs.resolvePath(cwd, file);
    if (!(await fs.exists(path))) return failed(`realpath: ${file}: No such file or directory\n`);
    stdout += `${path}\n`;
  }
  return files.length > 0 ? printed(stdout) : failed('realpath: missing operand\n');
});

const mktemp = defineCommand('mktemp', async (args, { fs }) => {
  const name = Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  const path = `/tmp/tmp.${name.join('')}`;
  if (args.includes('-d')) await fs.mkdir(path, { recursive: true });
  else await fs.writeFile(path, '');
  return printed(`${path}\n`);
});

const pager = (name: string) =>
  defineCommand(name, async (args, context) => {
    const files = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
    let stdout = '';
    for (const file of files.length > 0 ? files : ['-']) {
      try {
        stdout += new TextDecoder().decode(await bytesOf(file, context));
      } catch {
        return failed(`${name}: ${file}: No such file or directory\n`);
      }
    }
    return printed(stdout);
  });

const uname = defineCommand('uname', async (args) =>
  printed(args.some((arg) => arg.includes('a')) ? 'Sandbox browser just-bash\n' : 'Sandbox\n'),
);

export const textCommands: readonly ShellCommand[] = [
  xargs,
  paste,
  ...compareCommand,
  checksum('sha1sum', sha1),
  checksum('sha256sum', sha256),
  checksum('sha512sum', sha512),
  realpath,
  mktemp,
  uname,
  pager('less'),
  pager('more'),
];
