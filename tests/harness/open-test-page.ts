/** A page of any of the drivers that the specs use. */
interface Opener {
  goto(url: string): Promise<unknown>;
  evaluate(run: (path: string) => Promise<void>, path: string): Promise<unknown>;
}

/** Opens a test page and what it offers to specs. A module that could not be loaded says so, and is not waited for. */
export async function openTestPage(page: Opener, name: 'preview' | 'contract', origin = ''): Promise<void> {
  await page.goto(`${origin}/tests/harness/${name}.html`);
  await page.evaluate(async (path) => {
    await import(path);
  }, `/tests/harness/${name}-page.ts`);
}
