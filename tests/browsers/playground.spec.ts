/** The playground in every engine: type, see it with its state kept, use the shell, bring files in. */
import { strToU8, zipSync } from 'fflate';
import { test } from './test.ts';
import { expectNoErrors } from './walks.ts';

function counting(word: string): string {
  return `import { useState } from 'react';
export function App() {
const [count, setCount] = useState(0);
return <button onClick={() => setCount(count + 1)}>${word} {count}</button>;
}
`;
}

test('what is typed is seen, commands run, a hostile zip is refused, a reload keeps all', async ({
  page,
  site,
}) => {
  await page.goto(`${site}/playground/`);
  const command = page.label('Command');
  await command.until('takes commands', ({ isEnabled }) => isEnabled);
  const app = page.frame();
  const write = async (text: string) => {
    await page.css('.monaco-editor .view-lines').nth(0).click();
    await page.press('Control+a');
    await page.insert(text);
  };
  await write(counting('Counted'));
  await app.button('Counted 0').click();
  await app.button('Counted 1').click();
  await write(counting('Pressed'));
  await app.button('Pressed 2').shown();

  const log = page.role('log', 'Terminal output');
  for (const [line, answer] of [
    ['ls src', /App\.tsx/],
    ['grep -c Pressed src/App.tsx | tr 1 7', /7/],
    ['npm test', /passed/],
  ] as const) {
    await command.fill(line);
    await page.press('Enter');
    await log.text(line).shown();
    await log.css('pre').text(answer).shown();
  }

  await page.label('Zip to import').giveFile('hostile.zip', zipSync({ '../../outside.txt': strToU8('out') }));
  await page.role('alert').shown();
  await app.button('Pressed 2').shown();
  await write(counting('Typed last'));
  await page.reload();
  await app.button('Typed last 0').shown();
  await expectNoErrors(page);
});
