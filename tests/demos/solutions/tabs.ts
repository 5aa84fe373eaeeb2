/** A correct solution with tabs, views that load late, and messages of its own beside each question. */
export const tabs: Readonly<Record<string, string>> = {
  '/src/main.tsx': `import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles.css';
createRoot(document.getElementById('root')!).render(<App />);
`,
  '/src/styles.css': `body { margin: 0; background: #101014; color: #f2f2f2; font: 17px/1.5 Georgia, serif }
[role=tab] { background: transparent; color: #d7d7e6; border: 0; padding: 14px; font: inherit; transition: color .3s, background .3s }
[role=tab][aria-selected=true] { background: #2b3a8c; color: #fff }
.go { background: #2b3a8c; color: #fff; border: 0; padding: 14px 30px; font: inherit }
.bad { color: #ff9c8f }
input, select, textarea { display: block; font: inherit }
`,
  '/src/App.tsx': `import { useEffect, useState } from 'react';
import clsx from 'clsx';
const names = ['Programme and agenda', 'Join us', 'The dashboard'];
export function App() {
  const [open, setOpen] = useState(0);
  return (
    <>
      <h2>Offsite of Larkfield</h2>
      <div role="tablist">
        {names.map((name, index) => (
          <button key={name} role="tab" aria-selected={open === index} onClick={() => setOpen(index)}>{name}</button>
        ))}
      </div>
      <Late key={open} view={open} />
    </>
  );
}
function Late({ view }: { view: number }) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), 220);
    return () => clearTimeout(timer);
  }, []);
  if (!ready) return <p>One moment</p>;
  return view === 0 ? <p>Talks, then lunch</p> : view === 1 ? <Form /> : <p>Twelve people so far</p>;
}
const wanted = { full: 'Your name', date: 'Date of arrival (DD/MM/YYYY)', room: 'Room', why: 'Why do you come?' };
function Form() {
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [done, setDone] = useState(false);
  function send(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const found: Record<string, string> = {};
    for (const [key, label] of Object.entries(wanted)) if (!data[key]?.trim()) found[key] = label + ' is missing';
    const [d, m, y] = (data['date'] ?? '').split('/').map(Number);
    const day = new Date(y ?? 0, (m ?? 0) - 1, d ?? 0);
    if (!found['date'] && (day.getDate() !== d || day.getMonth() !== (m ?? 0) - 1)) found['date'] = 'There is no such day';
    setTimeout(() => (Object.keys(found).length ? setWrong(found) : setDone(true)), 150);
  }
  if (done) return <p>All set</p>;
  return (
    <form noValidate onSubmit={send}>
      {Object.entries(wanted).map(([key, label]) => (
        <label key={key}>
          {label}
          {key === 'room' ? (
            <select name={key}><option value="">Please choose</option><option value="s">Single</option></select>
          ) : key === 'why' ? (
            <textarea name={key} />
          ) : (
            <input name={key} aria-invalid={key in wrong} />
          )}
          <span className={clsx(wrong[key] && 'bad')}>{wrong[key]}</span>
        </label>
      ))}
      <button className="go">Book my place</button>
    </form>
  );
}
`,
};
