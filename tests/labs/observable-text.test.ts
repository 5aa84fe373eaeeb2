import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/labs/fingerprint.ts';
import { observableText } from '../../src/labs/observable-text.ts';

const code = `// Signs people up.
import { useState } from 'react';

/** One person. */
export function Join() {
  const [name, setName] = useState(''); // the typed name
  return (
    <p title="a // b">
      {/* the address */}
      See https://example.com/join // now, don't wait
    </p>
  );
}
`;

describe('what can be observed of a file', () => {
  it.each([
    ['a comment on its own line', '// Signs people up.', '// Lets people in.'],
    ['a comment after code', '// the typed name', '// what was typed'],
    ['a block comment', '/** One person. */', '/** Somebody.\n * More. */'],
    ['a comment in JSX', '{/* the address */}', '{/* where */}'],
    ['layout', '  return (\n', '\treturn (\n\n'],
  ])('is the same where only %s differs', (_what, from, to) => {
    const changed = code.replace(from, to);
    expect(changed).not.toBe(code);
    expect(fingerprint({ '/src/Join.tsx': changed })).toBe(fingerprint({ '/src/Join.tsx': code }));
  });

  it.each([
    ['a text', 'See', 'Look at'],
    ['a text behind two slashes', 'now, don', 'today, don'],
    ['an address', 'example.com/join', 'example.com/leave'],
    ['an attribute that looks like a comment', 'a // b', 'a // c'],
    ['a string', "'react'", "'preact'"],
    ['a name', 'setName', 'rename'],
  ])('differs where %s does', (_what, from, to) => {
    expect(fingerprint({ '/src/Join.tsx': code.replaceAll(from, to) })).not.toBe(
      fingerprint({ '/src/Join.tsx': code }),
    );
  });

  it.each([
    ['/src/a.css', '/* red */ a { color: red }', 'a { color: red }'],
    ['/index.html', '<p>a</p>\n<!-- b -->', '<p>a</p>'],
    ['/package.json', '{ "name": "a",\n "x": [1] }', '{"name":"a","x":[1]}'],
  ])('%s is compared without comments and layout', (path, text, same) => {
    expect(observableText(path, text)).toBe(observableText(path, same));
  });

  it('takes no pattern for a comment', () => {
    const calculator = (signs: string) =>
      `const signs = /[/*+-]/g;\nconst all = ${signs};\nconst end = 1; /* x */`;
    expect(fingerprint({ '/a.ts': calculator('1') })).not.toBe(fingerprint({ '/a.ts': calculator('2') }));
  });

  it('leaves out what only explains', () => {
    for (const path of ['/README.md', '/notes.txt', '/docs/LICENSE'])
      expect(fingerprint({ '/a.ts': '1', [path]: 'x' })).toBe(fingerprint({ '/a.ts': '1' }));
  });

  it('keeps blanks inside quotes, and reads broken code to its end', () => {
    expect(observableText('/a.ts', "const a = 'x  y';")).toBe("const a = 'x  y';");
    expect(observableText('/a.ts', 'const a = `never')).toBe('const a = `never');
    expect(observableText('/a.ts', '/* never')).toBe('');
  });
});
