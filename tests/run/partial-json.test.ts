import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPartial, type PartialObject, readPartial } from '../../src/run/partial-json.ts';

function readAll(chunks: readonly string[]): PartialObject {
  return chunks.reduce(readPartial, emptyPartial);
}

/** Cuts a text at the given places, in UTF-16 units: inside escapes and surrogate pairs too. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
}

function topStrings(value: Readonly<Record<string, unknown>>): Record<string, string> {
  const strings: Record<string, string> = Object.create(null);
  for (const [key, item] of Object.entries(value)) if (typeof item === 'string') strings[key] = item;
  return strings;
}

/** JSON text as models write it: spaces anywhere, any character escaped. */
const jsonText = fc
  .tuple(
    fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 })),
    fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
    fc.boolean(),
    fc.constantFrom(0, 1, 2),
  )
  .map(([mixed, strings, escaped, indent]) => {
    const text = JSON.stringify({ ...mixed, ...strings }, null, indent);
    return escaped ? text.replace(/[^\x20-\x7e\n]/g, escapeUnit) : text;
  });

function escapeUnit(unit: string): string {
  return [...Array(unit.length).keys()]
    .map((at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}

describe('the partial JSON reader', () => {
  it('ends with the strings of JSON.parse, wherever the text is cut', () => {
    fc.assert(
      fc.property(jsonText, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
        const read = readAll(cut(text, places));
        expect({ ...read.strings }).toEqual({ ...topStrings(JSON.parse(text)) });
        expect(read.open).toBeNull();
      }),
      { numRuns: 600 },
    );
  });

  it('has read a beginning of the final strings at every moment', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const final = topStrings(JSON.parse(text));
        let read = emptyPartial;
        for (const unit of text.split('')) {
          read = readPartial(read, unit);
          for (const [key, value] of Object.entries(read.strings))
            expect(final[key]?.startsWith(value)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows a file as it arrives', () => {
    const first = readPartial(emptyPartial, '{"path":"/src/App.tsx","content":"const a = \\"x');
    expect(first.strings).toMatchObject({ path: '/src/App.tsx', content: 'const a = "x' });
    expect(first.open).toBe('content');
    expect(readPartial(first, '\\').strings).toMatchObject({ content: 'const a = "x' });
    expect(readAll(['{"content":"a\\', 'n', 'b\\u00', 'e9"}']).strings).toMatchObject({ content: 'a\nbé' });
  });

  it('holds back half a character until the other half is there', () => {
    const half = readPartial(emptyPartial, '{"content":"go \\ud83d');
    expect(half.strings).toMatchObject({ content: 'go ' });
    expect(readPartial(half, '\\ude80').strings).toMatchObject({ content: 'go 🚀' });
  });

  it('keeps what it has where the text is not JSON, and reads no further', () => {
    expect(readAll(['{"a":"x", b: "y"}']).strings).toEqual({ a: 'x' });
    expect(readAll(['{"a":"x\\q"}', '{"b":"z"}']).strings).toEqual({ a: 'x' });
    expect(readAll(['["a"]']).strings).toEqual({});
    expect(readAll(['{"a":"x"} and more "b":"y"']).strings).toEqual({ a: 'x' });
  });

  it('reads keys as JSON does: the later of two counts, and none is special', () => {
    expect(readAll(['{"a":"x","a":1}']).strings).toEqual({});
    expect(readAll(['{"a":1,"a":"x"}']).strings).toEqual({ a: 'x' });
    expect(Object.keys(readAll(['{"__proto__":"x"}']).strings)).toEqual(['__proto__']);
  });

  it('does not change what it was given', () => {
    const before = readPartial(emptyPartial, '{"a":"x');
    readPartial(before, 'y');
    expect(before.strings).toMatchObject({ a: 'x' });
  });

  it('reads a long file in many small pieces', () => {
    const text = JSON.stringify({ path: '/a', content: 'const a = 1;\n'.repeat(20_000) });
    const read = readAll(text.match(/[\s\S]{1,4}/g) ?? []);
    expect({ ...read.strings }).toMatchObject({ content: expect.stringMatching(/^[\s\S]{260000}$/) });
  });
});
