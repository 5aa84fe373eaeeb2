import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/labs/fingerprint.ts';
import { lookAhead } from '../../src/labs/observable-files.ts';

const project = {
  '/index.html': '<div id="root"></div><script type="module" src="/src/main.tsx"></script>',
  '/package.json': '{ "name": "app", "description": "An app", "scripts": { "test": "vitest" } }',
  '/src/main.tsx': `import { createRoot } from 'react-dom/client';
import App from './App';
import './styles.css';

createRoot(document.getElementById('root')!).render(<App />);
`,
  '/src/App.tsx': `// Shows the way.
import { useState } from 'react';
import { Join } from './views/Join';

type View = 'agenda' | 'join';

export default function App() {
  const [view, setView] = useState<View>('agenda'); // where one is
  return (
    <main>
      <button onClick={() => setView('join')}>Join</button>
      {/* one view at a time */}
      {view === 'join' ? <Join /> : <h1>Agenda</h1>}
    </main>
  );
}
`,
  '/src/views/Join.tsx': `import { useState } from 'react';
import { isName } from '../names';

/** One person. */
export function Join() {
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  function send() {
    const shown = name.trim();
    setSaid(isName(shown) ? 'Thank you' : 'A name is missing');
  }
  return (
    <form title="a // b">
      See https://example.com/join // now, don't wait
      <input value={name} onChange={(event) => setName(event.target.value)} />
      <button type="button" onClick={send}>Send</button>
      <p>{said}</p>
    </form>
  );
}
`,
  '/src/names.ts': `export function isName(text: string): boolean {
  return text.length > 1;
}
`,
  '/src/names.test.ts': `import { expect, it } from 'vitest';
import { isName } from './names';
it('takes a name', () => expect(isName('Ada')).toBe(true));
`,
  '/src/styles.css': `/* calm */
main { color: #222; margin: 0 auto }
`,
};

type Project = Record<string, string>;

function changed(path: keyof typeof project, from: string, to: string): Project {
  const text = project[path].replaceAll(from, to);
  expect(text).not.toBe(project[path]);
  return { ...project, [path]: text };
}

const before = fingerprint(project);

describe('what can be observed of an app', () => {
  it.each([
    ['a comment on its own line', changed('/src/App.tsx', '// Shows the way.', '// Leads.')],
    ['a comment after code', changed('/src/App.tsx', '// where one is', '// the place')],
    ['a block comment', changed('/src/views/Join.tsx', '/** One person. */', '/** Somebody.\n * More. */')],
    ['a comment in JSX', changed('/src/App.tsx', '{/* one view at a time */}', '')],
    ['a comment in styles', changed('/src/styles.css', '/* calm */', '/* loud */')],
    ['layout', changed('/src/App.tsx', '  return (\n', '\treturn (\n\n')],
    [
      'how styles are set out',
      changed(
        '/src/styles.css',
        'main { color: #222; margin: 0 auto }',
        'main {\n  color:#222;\n  margin: 0 auto;\n}',
      ),
    ],
    [
      'quotes and semicolons',
      changed('/src/App.tsx', "useState<View>('agenda');", 'useState<View>("agenda")'),
    ],
    [
      'brackets that a formatter takes out',
      changed('/src/views/Join.tsx', '(event) => setName', 'event => setName'),
    ],
    ['a type', changed('/src/App.tsx', "'agenda' | 'join'", "'join' | 'agenda'")],
    ['a local name', changed('/src/views/Join.tsx', 'shown', 'trimmed')],
    ['a name of a function of its own', changed('/src/views/Join.tsx', 'send', 'submit')],
    [
      'a function that nothing calls',
      changed('/src/names.ts', 'export', 'function twice(n: number) {\n  return 2 * n;\n}\n\nexport'),
    ],
    [
      'an export that nothing imports',
      changed('/src/names.ts', 'export', 'export const half = (n: number) => n / 2;\n\nexport'),
    ],
    [
      'a file that nothing imports',
      { ...project, '/src/later.tsx': 'export const Later = () => <p>Later</p>;' },
    ],
    [
      'two files that only import each other',
      {
        ...project,
        '/src/one.ts': "import { two } from './two';\nexport const one = () => two;",
        '/src/two.ts': "import { one } from './one';\nexport const two = () => one;",
      },
    ],
    ['styles that nothing imports', { ...project, '/src/dark.css': 'main { color: #fff }' }],
    [
      'what is said to the console',
      changed('/src/views/Join.tsx', 'const shown', "console.log('sent');\n    const shown"),
    ],
    ['what the package says of itself', changed('/package.json', 'An app', 'The app')],
    ['what only explains', { ...project, '/README.md': 'App', '/notes.txt': 'x', '/docs/LICENSE': 'x' }],
  ] as [string, Project][])('is the same where only %s differs', (_what, after) => {
    expect(fingerprint(after)).toBe(before);
  });

  it.each([
    ['a text on the first view', changed('/src/App.tsx', '<h1>Agenda', '<h1>Programme')],
    ['a text on the second view', changed('/src/views/Join.tsx', 'See', 'Look at')],
    ['a text behind two slashes', changed('/src/views/Join.tsx', 'now, don', 'today, don')],
    ['an attribute that looks like a comment', changed('/src/views/Join.tsx', 'a // b', 'a // c')],
    ['a text that shows only after a click', changed('/src/views/Join.tsx', 'Thank you', 'Thanks')],
    ['what a click does', changed('/src/views/Join.tsx', 'isName(shown)', 'isName(name)')],
    ['a rule in another file', changed('/src/names.ts', '> 1', '> 2')],
    ['a colour', changed('/src/styles.css', '#222', '#333')],
    ['which of two names is shown', changed('/src/views/Join.tsx', '{said}', '{name}')],
    ['a test', changed('/src/names.test.ts', 'takes a name', 'takes Ada')],
    ['a new test', { ...project, '/src/more.test.ts': "import { it } from 'vitest';\nit('is', () => {});" }],
    ['the page', changed('/index.html', '<div', '<h2>Hello</h2><div')],
    ['what runs the tests', changed('/package.json', 'vitest', 'vitest run')],
    ['code that does not parse', changed('/src/names.ts', 'return', 'return return')],
    [
      'an unused file that comes into use',
      {
        ...changed('/src/App.tsx', '<h1>Agenda</h1>', '<Later />'),
        '/src/later.tsx': 'export const Later = () => <p>Later</p>;',
      },
    ],
  ] as [string, Project][])('differs where %s does', (_what, after) => {
    expect(fingerprint(after)).not.toBe(before);
  });

  it('counts all that a file exports where it is imported under one name', () => {
    const all = (text: string) => ({
      ...changed(
        '/src/App.tsx',
        "'./views/Join';",
        "'./views/Join';\nimport * as all from './all';\ndocument.title = all[location.hash];",
      ),
      '/src/all.ts': `export const one = '${text}';`,
    });
    expect(fingerprint(all('One'))).not.toBe(fingerprint(all('Two')));
  });

  it('keeps what a page of classic scripts may call by name', () => {
    const classic = (body: string) => ({
      '/index.html': '<button onclick="hello()">Hello</button><script src="app.js"></script>',
      '/app.js': `function hello() { document.title = '${body}'; }`,
    });
    expect(fingerprint(classic('Hello'))).not.toBe(fingerprint(classic('Bye')));
  });

  it('counts every file where places are put together while the program runs', () => {
    const lazy = (text: string) => ({
      ...changed(
        '/src/App.tsx',
        "'./views/Join'",
        "'./views/Join';\nconst views = import.meta.glob('./later/*.tsx')",
      ),
      '/src/later/Zoo.tsx': `export default () => <p>${text}</p>;`,
    });
    expect(fingerprint(lazy('One'))).not.toBe(fingerprint(lazy('Two')));
  });

  it('counts a text that the page reads under its name', () => {
    const about = (text: string) => ({
      ...changed(
        '/src/App.tsx',
        "'./views/Join';",
        "'./views/Join';\nimport about from './about.md?raw';\nconsole.warn(about);",
      ),
      '/src/about.md': text,
    });
    expect(fingerprint(about('One'))).not.toBe(fingerprint(about('Two')));
  });

  it('can be prepared file by file, each once', async () => {
    const files = { ...project, '/src/ahead.ts': 'export const ahead = 1;' };
    let tasks = 0;
    const nextTask = async () => {
      tasks += 1;
    };
    await lookAhead(files, nextTask);
    expect(tasks).toBeGreaterThan(0);
    const before = tasks;
    await lookAhead(files, nextTask);
    expect(tasks).toBe(before);
  });

  it('does not depend on the order of files, and differs by a character', () => {
    expect(fingerprint({ a: '1', b: '2' })).toBe(fingerprint({ b: '2', a: '1' }));
    expect(fingerprint({ a: '1', b: '2' })).not.toBe(fingerprint({ a: '12', b: '' }));
    expect(fingerprint({ a: '1' })).not.toBe(fingerprint({ a: '2' }));
  });

  it('takes no pattern for a comment', () => {
    const calculator = (signs: string) => ({
      '/a.ts': `export const signs = /[/*+-]/g;\nexport const all = ${signs};\nexport const end = 1; /* x */`,
      '/b.ts': "import { all } from './a';\ndocument.title = String(all);",
    });
    expect(fingerprint(calculator('1'))).not.toBe(fingerprint(calculator('2')));
  });
});
