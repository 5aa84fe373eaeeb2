import * as fc from 'fast-check';
import { deflateSync, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FILE_LIMITS, ZIP_LIMITS } from '../../src/sandbox/limits.ts';
import { exportProject, importProject } from '../../src/sandbox/project-zip.ts';
import { type ProjectEntry, readProjectZip, readZip, writeZip } from '../../src/sandbox/zip.ts';
import { createEmbeddedInNode } from './doubles/embedded.ts';

/** A zip made by hand, so that every field can lie. */
interface Crafted {
  readonly name: string;
  readonly localName?: string;
  readonly data?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode, as in `stat`. */
  readonly mode?: number;
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  /** Packed bytes as they are, whatever the method says. */
  readonly packed?: Uint8Array;
  /** Offset of another entry's local header. */
  readonly offset?: number;
}

function crcOf(data: Uint8Array): number {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function craft(entries: readonly Crafted[], end: { count?: number; comment?: string } = {}): Uint8Array {
  const chunks: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const push = (list: Uint8Array[], bytes: Uint8Array) => list.push(bytes);
  for (const entry of entries) {
    const data = entry.data ?? strToU8('x');
    const method = entry.method ?? 0;
    const packed = entry.packed ?? (method === 8 ? deflateSync(data) : data);
    const name = strToU8(entry.name);
    const localName = strToU8(entry.localName ?? entry.name);
    const crc = entry.crc ?? crcOf(data);
    const flags = entry.flags ?? 0x0800;
    const size = entry.size ?? data.length;
    const packedSize = entry.packedSize ?? packed.length;
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    local.setUint16(6, flags, true);
    local.setUint16(8, method, true);
    local.setUint32(14, crc, true);
    local.setUint32(18, packedSize, true);
    local.setUint32(22, size, true);
    local.setUint16(26, localName.length, true);
    const central = new DataView(new ArrayBuffer(46));
    central.setUint32(0, 0x02014b50, true);
    central.setUint16(4, entry.mode === undefined ? 20 : (3 << 8) | 20, true);
    central.setUint16(8, flags, true);
    central.setUint16(10, method, true);
    central.setUint32(16, crc, true);
    central.setUint32(20, packedSize, true);
    central.setUint32(24, size, true);
    central.setUint16(28, name.length, true);
    central.setUint32(38, ((entry.mode ?? 0) << 16) >>> 0, true);
    central.setUint32(42, entry.offset ?? at, true);
    push(directory, new Uint8Array(central.buffer));
    push(directory, name);
    if (entry.offset !== undefined) continue;
    for (const bytes of [new Uint8Array(local.buffer), localName, packed]) {
      push(chunks, bytes);
      at += bytes.length;
    }
  }
  const comment = strToU8(end.comment ?? '');
  const tail = new DataView(new ArrayBuffer(22));
  const count = end.count ?? entries.length;
  tail.setUint32(0, 0x06054b50, true);
  tail.setUint16(8, count, true);
  tail.setUint16(10, count, true);
  tail.setUint32(
    12,
    directory.reduce((sum, bytes) => sum + bytes.length, 0),
    true,
  );
  tail.setUint32(16, at, true);
  tail.setUint16(20, comment.length, true);
  const all = [...chunks, ...directory, new Uint8Array(tail.buffer), comment];
  const zip = new Uint8Array(all.reduce((sum, bytes) => sum + bytes.length, 0));
  let to = 0;
  for (const bytes of all) {
    zip.set(bytes, to);
    to += bytes.length;
  }
  return zip;
}

const text = (entries: readonly ProjectEntry[]) =>
  Object.fromEntries(entries.map(({ path, data }) => [path, data && new TextDecoder().decode(data)]));

/** A whole entry that lies in the bytes of another one, so that it counts twice. */
const inner = craft([{ name: 'b' }]).slice(0, 32);

const hostile: [string, Uint8Array, RegExp][] = [
  ['a path that climbs out', craft([{ name: '../evil.sh' }]), /leads out/],
  ['a path that climbs out later', craft([{ name: 'src/../../evil.sh' }]), /leads out/],
  ['a path with backslashes', craft([{ name: '..\\evil.sh' }]), /backslash/],
  ['an absolute path', craft([{ name: '/etc/passwd' }]), /outside the project/],
  ['a path of Windows', craft([{ name: 'C:/evil.exe' }]), /outside the project/],
  ['a NUL in a name', craft([{ name: 'a\0.txt' }]), /hidden characters/],
  ['a name that reads backwards', craft([{ name: 'a\u202etxt.exe' }]), /hidden characters/],
  ['a symbolic link', craft([{ name: 'link', data: strToU8('/etc'), mode: 0o120777 }]), /link or a device/],
  ['a device', craft([{ name: 'device', mode: 0o020666 }]), /link or a device/],
  ['a password', craft([{ name: 'secret', flags: 1 }]), /password/],
  ['strong encryption', craft([{ name: 'secret', flags: 0x41 }]), /password/],
  ['the same name twice', craft([{ name: 'a' }, { name: 'a' }]), /twice/],
  ['the same name in two forms', craft([{ name: 'a/b' }, { name: 'a//b' }]), /twice/],
  ['two spellings of one name', craft([{ name: 'App.tsx' }, { name: 'app.tsx' }]), /two spellings/],
  ['a file below a file', craft([{ name: 'a' }, { name: 'a/b' }]), /lies in something/],
  ['a file in a folder of the shell', craft([{ name: 'dev/null' }]), /belongs to the sandbox/],
  [
    'a bomb by ratio',
    craft([{ name: 'zeros', data: new Uint8Array(3_000_000), method: 8 }]),
    /grow more than/,
  ],
  [
    'a file too large',
    craft([
      { name: 'big', method: 0, size: FILE_LIMITS.fileBytes + 1, packedSize: FILE_LIMITS.fileBytes + 1 },
    ]),
    /too large/,
  ],
  [
    'files too large together',
    craft(
      Array.from({ length: 9 }, (_, index) => ({
        name: `f${index}`,
        data: new Uint8Array(FILE_LIMITS.fileBytes - 1),
      })),
    ),
    /too large together/,
  ],
  [
    'too many files',
    craft(
      Array.from({ length: FILE_LIMITS.entries + 1 }, (_, index) => ({
        name: `f${index}`,
        data: new Uint8Array(),
      })),
    ),
    /more than/,
  ],
  ['a count that lies upwards', craft([{ name: 'a' }], { count: 3 }), /damaged/],
  ['a count beyond all', craft([{ name: 'a' }], { count: ZIP_LIMITS.entries + 1 }), /more than/],
  [
    'a size that lies downwards',
    craft([{ name: 'a', data: new Uint8Array(100_000), method: 8, size: 10 }]),
    /larger than it says/,
  ],
  [
    'a size that lies upwards',
    craft([{ name: 'a', data: strToU8('hello hello hello'), method: 8, size: 400 }]),
    /not as large/,
  ],
  ['sizes that contradict each other', craft([{ name: 'a', size: 400 }]), /contradict/],
  ['a wrong checksum', craft([{ name: 'a', crc: 1 }]), /damaged/],
  [
    'two entries on the same bytes',
    craft([{ name: 'a' }, { name: 'b', localName: 'a', offset: 0 }]),
    /two ways|same bytes/,
  ],
  [
    'entries that overlap',
    craft([
      { name: 'aa', packedSize: 40, size: 40 },
      { name: 'bb', data: new Uint8Array(60) },
    ]),
    /same bytes|damaged/,
  ],
  ['another name in the local header', craft([{ name: 'good.txt', localName: 'evil.txt' }]), /two ways/],
  ['an unknown method', craft([{ name: 'a', method: 12 }]), /not known/],
  ['a folder with contents', craft([{ name: 'a/', data: strToU8('x') }]), /contents of its own/],
  ['a zip64 size', craft([{ name: 'a', size: 0xffffffff, packedSize: 0xffffffff }]), /far too large/],
  [
    'bytes that do not unpack',
    craft([{ name: 'a', method: 8, packed: strToU8('no deflate') }]),
    /damaged|not as large/,
  ],
  [
    'an entry inside another one',
    craft([
      { name: 'a', data: inner },
      { name: 'b', offset: 31 },
    ]),
    /same bytes/,
  ],
  ['nothing', new Uint8Array(), /not a zip/],
  ['text', strToU8('this is no zip, whatever its name says it is'), /not a zip/],
  ['a zip cut off', craft([{ name: 'a' }]).slice(0, -4), /missing/],
];

describe('a hostile zip is refused', () => {
  test.each(hostile)('%s', (_name, zip, why) => {
    expect(() => readZip(zip)).toThrow(why);
    expect(() => readZip(zip)).toThrow(expect.objectContaining({ code: 'bad-snapshot' }));
  });

  test('and as an import it changes nothing', async () => {
    const sandbox = await createEmbeddedInNode();
    await sandbox.fs.write('/keep.txt', 'keep');
    for (const [name, zip] of hostile) {
      await expect(importProject(sandbox, zip), name).rejects.toMatchObject({ code: 'bad-snapshot' });
    }
    const names = (await sandbox.fs.list('/', { recursive: true })).map((entry) => entry.path);
    expect(names).toEqual(['/keep.txt']);
    await sandbox.dispose();
  });

  test('a bomb is refused before it is unpacked', () => {
    const packed = strToU8('these bytes cannot be unpacked at all');
    const bomb = craft([{ name: 'zeros', method: 8, size: 3_900_000, packed }]);
    expect(() => readZip(bomb)).toThrow(/grow more than/);
  });

  test('any damage to a good zip is refused or harmless', () => {
    const good = writeZip([
      { path: '/src/App.tsx', data: strToU8('export const answer = 42;\n'.repeat(20)) },
      { path: '/index.html', data: strToU8('<p>hi</p>') },
    ]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = good.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        let entries: ProjectEntry[];
        try {
          entries = readZip(damaged);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-snapshot' });
          return;
        }
        for (const { path } of entries) expect(path.split('/').includes('..')).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a good zip', () => {
  const segment = fc
    .stringMatching(/^[a-z0-9_-]{1,10}$/)
    .filter((name) => !/^(bin|usr|dev|proc|tmp)$/.test(name));
  const paths = fc.uniqueArray(
    fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}.f`),
    { maxLength: 12 },
  );

  test('comes back as it went in', () => {
    fc.assert(
      fc.property(paths, fc.array(fc.uint8Array({ maxLength: 3_000 })), (names, datas) => {
        const entries = names
          .filter((name) => !names.some((other) => other.startsWith(`${name}/`)))
          .map((path, index) => ({ path, data: datas[index] ?? new Uint8Array() }));
        const back = readZip(writeZip(entries));
        expect(new Map(back.map(({ path, data }) => [path, data && [...data]]))).toEqual(
          new Map(entries.map(({ path, data }) => [path, [...data]])),
        );
      }),
    );
  });

  test('is the same bytes for the same files in any order', () => {
    const [a, b] = [
      { path: '/a.txt', data: strToU8('a') },
      { path: '/b/c.txt', data: strToU8('c') },
    ];
    expect(writeZip([a, b])).toEqual(writeZip([b, a]));
  });

  test('holds what would look like a bomb, stored', () => {
    const data = new Uint8Array(FILE_LIMITS.fileBytes);
    expect(readZip(writeZip([{ path: '/zeros', data }]))[0]?.data).toEqual(data);
  });

  test('opens with another program', () => {
    const zip = writeZip([
      { path: '/src/é.ts', data: strToU8('x') },
      { path: '/empty', data: null },
    ]);
    expect(Object.keys(unzipSync(zip)).sort()).toEqual(['empty/', 'src/é.ts']);
  });

  test('may carry a comment', () => {
    expect(text(readZip(craft([{ name: 'a' }], { comment: 'made by hand' })))).toEqual({ '/a': 'x' });
  });
});

describe('the zip of a person', () => {
  const zipOf = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, value]) => [name, strToU8(value)])));

  test('loses the one folder around everything', () => {
    const zip = zipOf({ 'my-app/package.json': '{}', 'my-app/src/App.tsx': 'app' });
    expect(text(readProjectZip(zip))).toEqual({ '/package.json': '{}', '/src/App.tsx': 'app' });
  });

  test('keeps a folder that is the project’s own', () => {
    expect(text(readProjectZip(zipOf({ 'src/App.tsx': 'app' })))).toEqual({ '/src/App.tsx': 'app' });
    expect(text(readProjectZip(zipOf({ 'a/x': '1', 'b/x': '2' })))).toEqual({ '/a/x': '1', '/b/x': '2' });
  });

  test('leaves out what is not the project’s own', () => {
    const zip = zipOf({
      'app/index.html': 'x',
      'app/node_modules/react/index.js': 'x',
      'app/.git/HEAD': 'x',
      '__MACOSX/app/._index.html': 'x',
      'app/.DS_Store': 'x',
    });
    expect(text(readProjectZip(zip))).toEqual({ '/index.html': 'x' });
  });

  test('may hold thousands of ignored files', () => {
    const many = Object.fromEntries(
      Array.from({ length: FILE_LIMITS.entries + 500 }, (_, index) => [`p/node_modules/m${index}/x`, '']),
    );
    expect(text(readProjectZip(zipOf({ ...many, 'p/index.html': 'x' })))).toEqual({ '/index.html': 'x' });
  });

  test('with nothing of use in it is refused', () => {
    expect(() => readProjectZip(zipOf({ 'node_modules/x': '1' }))).toThrow(/no project files/);
  });

  test('replaces the project', async () => {
    const sandbox = await createEmbeddedInNode();
    await sandbox.fs.write('/old.txt', 'old');
    expect(await importProject(sandbox, zipOf({ 'app/new.txt': 'new', 'app/a/b.txt': 'b' }))).toBe(2);
    const names = (await sandbox.fs.list('/', { recursive: true })).map((entry) => entry.path);
    expect(names).toEqual(['/a', '/a/b.txt', '/new.txt']);
    const taken = await exportProject(sandbox);
    await sandbox.fs.write('/later.txt', 'later');
    await importProject(sandbox, taken);
    expect(await exportProject(sandbox)).toEqual(taken);
    await sandbox.dispose();
  });
});
