/** The playground: type, see it at once with state kept, use the shell, bring files in and take them along. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { downloaded, expect, test, violations } from './journey.ts';
import { button } from './lab-walk.ts';

test('what is typed is seen, commands run, a hostile zip is refused, the export opens', async ({ page }) => {
  await page.goto('/playground/');
  const command = page.getByLabel('Command', { exact: true });
  await expect(command).toBeEnabled();
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const app = page.frameLocator('iframe').first();
  await editor.locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(counting('Counted'));
  await app.getByRole('button', { name: 'Counted 0' }).click();
  await app.getByRole('button', { name: 'Counted 1' }).click();
  await editor.locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(counting('Pressed'));
  await expect(app.getByRole('button', { name: 'Pressed 2' })).toBeVisible();

  const log = page.getByRole('log', { name: 'Terminal output' });
  for (const [line, answer] of [
    ['ls src', 'App.tsx'],
    ['grep -c Pressed src/App.tsx | tr 1 7', '7'],
    ['npm test', 'passed'],
  ] as const) {
    await command.fill(line);
    await command.press('Enter');
    await expect(log.getByText(line, { exact: true })).toBeVisible();
    await expect(log.locator('pre').last()).toContainText(answer);
  }

  const hostile = zipSync({ '../../outside.txt': strToU8('out') });
  await page
    .getByLabel('Zip to import')
    .setInputFiles({ name: 'hostile.zip', mimeType: 'application/zip', buffer: Buffer.from(hostile) });
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(app.getByRole('button', { name: 'Pressed 2' })).toBeVisible();

  const zip = unzipSync(new Uint8Array(await downloaded(page, () => button(page, 'Export').click())));
  const file = Object.entries(zip).find(([name]) => name.endsWith('src/App.tsx'))?.[1];
  expect(strFromU8(file ?? new Uint8Array())).toContain('Pressed');

  await editor.locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(counting('Typed last'));
  // At once: nothing that was typed may need a moment to be kept.
  await page.reload();
  await expect(app.getByRole('button', { name: 'Typed last 0' })).toBeVisible();
});

function counting(word: string): string {
  return `import { useState } from 'react';
export function App() {
const [count, setCount] = useState(0);
return <button onClick={() => setCount(count + 1)}>${word} {count}</button>;
}
`;
}

test('a window that becomes narrow and wide again loses nothing of what was done in the preview', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 780 });
  await page.goto('/playground/');
  const app = page.frameLocator('iframe').first();
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(counting('Counted'));
  await app.getByRole('button', { name: 'Counted 0' }).click();
  for (const [width, height] of [
    [820, 1180],
    [390, 844],
    [844, 390],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    if (width < 1024) {
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await expect(page.getByLabel('Command', { exact: true })).toBeInViewport();
      await page.getByRole('tab', { name: 'Preview' }).click();
    }
    await expect(app.getByRole('button', { name: 'Counted 1' })).toBeInViewport();
  }
});
