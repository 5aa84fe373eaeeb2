/** Small projects for the preview's specs: path → text. */
export type Project = Readonly<Record<string, string>>;

/** React, TypeScript and CSS in several files. */
export const counterProject: Project = {
  '/index.html': `<!doctype html><html lang="en"><head><title>Counter</title></head><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>`,
  '/src/main.tsx': `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import App from './App';
import './styles.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>);
`,
  '/src/App.tsx': `import { useState } from 'react';
import { Title } from './components/Title';
import { double } from './lib/double';

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <Title text="Counter" />
      <p>Count is {count}, double is {double(count)}</p>
      <button type="button" onClick={() => setCount(count + 1)}>Add one</button>
      <label>Name <input name="name" /></label>
    </main>
  );
}
`,
  '/src/components/Title.tsx': `interface TitleProps { text: string }
export function Title({ text }: TitleProps) {
  return <h1 className="title">{text}</h1>;
}
`,
  '/src/lib/double.ts': `export function double(value: number): number {
  return value * 2;
}
`,
  '/src/styles.css': `body { margin: 0; font-family: sans-serif; background: #ffffff; color: #222222; }
.title { color: #336699; }
`,
};

/** A page of one component around some statements. */
export function pageWith(body: string, imports = ''): Project {
  return {
    '/src/main.tsx': `import { createRoot } from 'react-dom/client';
${imports}
function App() {
${body}
}
createRoot(document.getElementById('root')!).render(<App />);
`,
  };
}
