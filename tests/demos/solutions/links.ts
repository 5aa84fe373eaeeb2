/** A correct solution with links, the browser's own validation, and a form that stays and clears. */
export const links: Readonly<Record<string, string>> = {
  '/src/main.tsx': `import { createRoot } from 'react-dom/client';
import { App } from './app';
import './look.css';
createRoot(document.getElementById('root')!).render(<App />);
`,
  '/src/look.css': `body { margin: 0; font: 16px/1.5 sans-serif; color: #222; background: #fff }
header { background: #2b3a8c; padding: 20px }
header a { color: #fff; margin-right: 20px }
form { display: grid; gap: 12px; max-width: 420px }
main { padding: 20px }
`,
  '/src/app.tsx': `import { useEffect, useState } from 'react';
const pages = ['agenda', 'join', 'dashboard'];
export function App() {
  const [hash, setHash] = useState('agenda');
  const [rows, setRows] = useState<string[]>([]);
  const [note, setNote] = useState('');
  useEffect(() => {
    const read = () => setHash(location.hash.slice(1) || 'agenda');
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return (
    <>
      <header>
        <strong style={{ color: '#fff' }}>Larkfield</strong>{' '}
        <nav>{pages.map((page) => <a key={page} href={'#' + page}>{page[0].toUpperCase() + page.slice(1)}</a>)}</nav>
      </header>
      <main>
        {hash === 'agenda' && <h1>What happens when</h1>}
        {hash === 'dashboard' && <h1>{rows.length} people are coming</h1>}
        {hash === 'join' && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const data = new FormData(event.currentTarget);
              setRows([...rows, String(data.get('person'))]);
              setNote('Thank you, your seat is saved');
              event.currentTarget.reset();
            }}
          >
            <label>Who are you? <input name="person" required /></label>
            <label>E-mail <input name="mail" type="email" pattern=".+@.+[.].+" required /></label>
            <label>Nights <input name="nights" type="number" min="1" max="3" required /></label>
            <label><input type="checkbox" required /> I have read the rules</label>
            <button>Send</button>
            <p role="status">{note}</p>
          </form>
        )}
      </main>
    </>
  );
}
`,
};
