import { expect, test } from '@playwright/test';
import { openTestPage } from '../../harness/open-test-page.ts';
import { pageWith } from '../../harness/projects.ts';

const guestList = pageWith(
  `  const [view, setView] = useState('List');
  const [guests, setGuests] = useState(['Ada']);
  const [name, setName] = useState('');
  const [meal, setMeal] = useState('fish');
  const [agreed, setAgreed] = useState(false);
  const add = (event) => { event.preventDefault(); if (agreed) { setGuests([...guests, name + ' (' + meal + ')']); setView('List'); } };
  const save = () => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob([guests.join('\\n')])); a.download = 'guests.csv'; a.click(); };
  return <main>
    <nav><button onClick={() => setView('List')}>List</button><button onClick={() => setView('Join')}>Join</button></nav>
    {view === 'List' ? <section><h1>Guests</h1><ul>{guests.map((guest) => <li key={guest}>{guest}</li>)}</ul>
      <button onClick={() => confirm('Remove all?') && setGuests([])}>Clear</button><button onClick={save}>Export</button></section>
    : <form onSubmit={add}><h1>Join us</h1><label>Name <input value={name} onChange={(e) => setName(e.target.value)} /></label>
      <label>Meal <select value={meal} onChange={(e) => setMeal(e.target.value)}><option value="fish">Fish</option><option value="vegan">Vegan</option></select></label>
      <label><input type="checkbox" checked={agreed} onChange={(e) => setAgreed(e.target.checked)} /> I agree</label>
      <button>Send</button></form>}
  </main>;`,
  "import { useState } from 'react';",
);

test('the agent uses the page as a person would, and hears what it asks', async ({ page }) => {
  await openTestPage(page, 'preview');
  await page.evaluate((files) => window.harness.open(files), guestList);
  const use = (acts: readonly unknown[], keep = false) =>
    page.evaluate((input) => window.harness.usePage(input), { acts, keep });

  const joined = await use(
    [
      { do: 'open', name: 'Join' },
      { do: 'fill', name: 'Name', value: 'Grace' },
      { do: 'choose', name: 'Meal', value: 'Vegan' },
      { do: 'tick', name: 'I agree' },
      { do: 'press', name: 'Send' },
      { do: 'wait', value: 'Grace (vegan)' },
      { do: 'press', name: 'Export' },
    ],
    true,
  );
  expect(joined.text).toContain('+ listitem');
  expect(joined.text).toContain('to save guests.csv (17 bytes), which begins: "Ada\\nGrace (vegan)"');
  expect(joined.ok).toBe(true);

  const cleared = await use([
    { do: 'press', name: 'Clear' },
    { do: 'answer', value: 'yes' },
    { do: 'read', name: 'Guests' },
  ]);
  expect(cleared.text).toContain('the page asks “Remove all?”');
  expect(cleared.text).toMatch(/- listitem/);
  expect(cleared).toMatchObject({ ok: true });
  // Nothing of the trial stays.
  expect(await page.evaluate(() => window.harness.text())).toContain('Ada');

  const missing = await use([{ do: 'press', name: 'Withdraw' }]);
  expect(missing.text).toContain('There are: button “List”');
});
