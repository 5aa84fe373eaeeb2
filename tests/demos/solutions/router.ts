/** A correct solution with a router, a schema, Tailwind classes and a menu that is folded away. */
export const router: Readonly<Record<string, string>> = {
  '/src/main.tsx': `import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { App } from './App';
import './styles.css';
createRoot(document.getElementById('root')!).render(<MemoryRouter><App /></MemoryRouter>);
`,
  '/src/styles.css': `@import "tailwindcss";
`,
  '/src/App.tsx': `import { useState } from 'react';
import { Link, Route, Routes } from 'react-router';
import { Join } from './join';
export function App() {
  const [open, setOpen] = useState(false);
  return (
    <div className="min-h-screen bg-white text-slate-900">
      <header className="bg-[#2b3a8c] p-6 text-white">
        <span className="text-xl font-bold">LARKFIELD</span>
        <button className="ml-6 underline" aria-expanded={open} onClick={() => setOpen(!open)}>Menu</button>
        {open && (
          <nav className="flex gap-4">
            <Link to="/">Agenda</Link>
            <Link to="/join">Join</Link>
            <Link to="/dashboard">Dashboard</Link>
          </nav>
        )}
      </header>
      <Routes>
        <Route path="/" element={<h1 className="p-6 text-3xl">Two days of talks</h1>} />
        <Route path="/join" element={<Join />} />
        <Route path="/dashboard" element={<h1 className="p-6 text-3xl">Nine sign-ups</h1>} />
      </Routes>
    </div>
  );
}
`,
  '/src/join.tsx': `import { useState } from 'react';
import { z } from 'zod';
const schema = z.object({ name: z.string().min(2), email: z.email(), seats: z.coerce.number().min(1).max(4) });
export function Join() {
  const [values, setValues] = useState({ name: '', email: '', seats: '' });
  const [problems, setProblems] = useState<string[]>([]);
  const [sent, setSent] = useState(false);
  if (sent) return <p className="p-6">See you there</p>;
  const field = (key: keyof typeof values, label: string) => (
    <label className="block">
      {label}
      <input className="block border border-slate-600 p-2" value={values[key]} aria-invalid={problems.includes(key)}
        onChange={(event) => setValues({ ...values, [key]: event.target.value })} />
      {problems.includes(key) && <span className="text-red-800">{label} needs a valid answer</span>}
    </label>
  );
  function send() {
    const parsed = schema.safeParse(values);
    if (parsed.success) setSent(true);
    else setProblems(parsed.error.issues.map((issue) => String(issue.path[0])));
  }
  return (
    <div className="grid gap-4 p-6">
      {field('name', 'Name')}
      {field('email', 'E-mail')}
      {field('seats', 'How many seats')}
      <button type="button" className="bg-[#2b3a8c] p-3 text-white" onClick={send}>Reserve</button>
    </div>
  );
}
`,
};
