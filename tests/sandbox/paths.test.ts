import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILE_LIMITS } from '../../src/sandbox/limits.ts';
import { ancestorsOf, isWithin, normalisePath, parentOf, RESERVED_FOLDERS } from '../../src/sandbox/paths.ts';
import { SandboxError } from '../../src/sandbox/sandbox.ts';

const part = fc.stringMatching(/^[a-zA-Z0-9 ._@-]{1,12}$/).filter((text) => text !== '.' && text !== '..');
const plainPath = fc
  .array(part, { minLength: 1, maxLength: 8 })
  .filter(([first = '']) => !RESERVED_FOLDERS.has(first))
  .map((parts) => `/${parts.join('/')}`);

describe('normalisePath', () => {
  test('leaves a plain path as it is', () => {
    fc.assert(
      fc.property(plainPath, (path) => {
        expect(normalisePath(path)).toBe(path);
      }),
    );
  });

  test('folds doubled slashes, single dots and a slash at the end into one form', () => {
    fc.assert(
      fc.property(plainPath, fc.constantFrom('//', '/./', '/.//./'), (path, noise) => {
        expect(normalisePath(`${path.replaceAll('/', noise)}/`)).toBe(path);
        expect(normalisePath(path.slice(1))).toBe(path);
      }),
    );
  });

  test('gives a path that stands for itself, or refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (anything) => {
        let path: string;
        try {
          path = normalisePath(anything);
        } catch (error) {
          expect(error).toBeInstanceOf(SandboxError);
          return;
        }
        expect(normalisePath(path)).toBe(path);
        expect(path.startsWith('/')).toBe(true);
        expect(path.split('/').includes('..')).toBe(false);
        expect(path).not.toMatch(/[\0\\\n]|\/\//);
      }),
      { numRuns: 400 },
    );
  });

  test('never lets “..” through, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (before, after) => {
        expect(() => normalisePath(['', ...before, '..', ...after].join('/'))).toThrow(SandboxError);
      }),
    );
  });

  test.each(['bin', 'usr', 'dev', 'proc', 'tmp'])('keeps /%s for the shell', (folder) => {
    expect(() => normalisePath(`/${folder}/x`)).toThrow(/belongs to the sandbox/);
    expect(normalisePath(`/src/${folder}/x`)).toBe(`/src/${folder}/x`);
  });

  test('counts length in bytes, not in characters', () => {
    expect(normalisePath(`/${'a'.repeat(FILE_LIMITS.segmentBytes)}`)).toHaveLength(
      FILE_LIMITS.segmentBytes + 1,
    );
    expect(() => normalisePath(`/${'é'.repeat(FILE_LIMITS.segmentBytes - 1)}`)).toThrow(/too long/);
  });

  test('bounds the depth', () => {
    expect(normalisePath('/a'.repeat(FILE_LIMITS.depth))).toBe('/a'.repeat(FILE_LIMITS.depth));
    expect(() => normalisePath('/a'.repeat(FILE_LIMITS.depth + 1))).toThrow(/too many folders/);
  });

  test('does not repeat an endless path in its message', () => {
    expect(() => normalisePath(`/${'x'.repeat(100_000)}`)).toThrow(/^.{1,160}$/);
  });
});

describe('the parts of a path', () => {
  test('parent, ancestors and containment agree', () => {
    fc.assert(
      fc.property(plainPath, (path) => {
        const ancestors = ancestorsOf(path);
        expect(ancestors.at(-1) ?? '/').toBe(parentOf(path));
        for (const folder of ['/', ...ancestors, path]) expect(isWithin(path, folder)).toBe(true);
        expect(isWithin(`${path}x`, path)).toBe(false);
      }),
    );
  });
});
