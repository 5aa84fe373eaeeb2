/** Nested style rules: they mean the same where the browser reads them and where the kit takes them apart. */
import { chromium, expect, type Page, test } from '@playwright/test';
import { findOldChromium } from '../../../scripts/old-chromium.ts';
import { openTestPage } from '../../harness/open-test-page.ts';
import { pageWith } from '../../harness/projects.ts';

const nested = `
  @layer base, top;
  @layer top { .card { color: rgb(10, 20, 30); @media (min-width: 1px) { & h2 { color: rgb(40, 50, 60) } } } }
  @layer base { .card h2 { color: rgb(1, 1, 1); letter-spacing: 3px } }
  @property --gap { syntax: "<length>"; inherits: false; initial-value: 7px }
  .card {
    padding: var(--gap);
    :where(& > p) { color: rgb(70, 80, 90) }
    > p { &:first-of-type { text-decoration-line: underline } }
    em { color: rgb(100, 110, 120); .dark & { color: rgb(130, 140, 150) } }
    @supports (display: grid) { display: grid; @supports not (display: grid) { display: none } }
    &.wide, #only & { width: 321px; @media (max-width: 1px) { width: 1px } }
    margin: 5px;
  }
  #only, .dark { & i { color: rgb(160, 170, 180) } }
  i { color: rgb(200, 0, 0) }`;
const body = `<div class="card wide"><h2>Head</h2><p>First <em>em</em></p><p>Second <i>i</i></p></div>
  <div class="dark"><div class="card"><em>em</em><i>i</i></div></div>`;

/** Every computed style of every element of {@link body} under a sheet. */
function computedStyles(page: Page, css: string): Promise<Record<string, string>[]> {
  return page.evaluate(
    ([styles = '', content = '']) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      document.adoptedStyleSheets = [sheet];
      document.body.innerHTML = content;
      return [...document.body.querySelectorAll('*')].map((element) => {
        const style = getComputedStyle(element);
        return Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]));
      });
    },
    [css, body],
  );
}

test('nested and flat styles compute to the same', async ({ page }) => {
  await page.goto('/tests/harness/blank.html');
  const flat = await page.evaluate(async (css) => {
    const { flatCss } = await (await fetch('/vendor/manifest.json')).json();
    return (await import(`/vendor/${flatCss}`)).flattenCss(css) as string;
  }, nested);
  const expected = await computedStyles(page, nested);
  expect(flat).not.toContain('&');
  expect(expected[1]?.['color']).toBe('rgb(40, 50, 60)');
  expect(expected[0]?.['width']).toBe('321px');
  expect(await computedStyles(page, flat)).toEqual(expected);
});

test('a browser that knows no nesting shows them in a preview', async ({ baseURL, launchOptions }) => {
  const executablePath = findOldChromium(111);
  test.skip(executablePath === undefined, 'Chromium 111 is not there');
  if (executablePath === undefined) return;
  const browser = await chromium.launch({ ...launchOptions, executablePath });
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  await openTestPage(page, 'preview');
  const project = {
    ...pageWith('  return <div className="card"><p className="md:text-brand">Painted</p><b>Told</b></div>;'),
    '/src/app.css':
      '@import "tailwindcss"; @theme { --color-brand: #8a1538; } .card { b { color: #123456 } &.card { & p { @media (width > 1px) { color: #8a1538 } } } }',
    '/index.html':
      '<link rel="stylesheet" href="/src/app.css"><div id="root"></div><script type="module" src="/src/main.tsx"></script>',
  };
  await page.evaluate((files) => window.harness.open(files), project);
  const measures = await page.evaluate(() => window.harness.measureText());
  const colourOf = (text: string) => measures.find((measure) => measure.text === text)?.foreground;
  expect(colourOf('Told')).toBe('#123456');
  expect(colourOf('Painted')).toBe('#8a1538');
  await browser.close();
});
