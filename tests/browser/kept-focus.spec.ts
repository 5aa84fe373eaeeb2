/** Where the focus goes when what had it is gone. */
import { expect, type Page, test } from '@playwright/test';

/** A section with a button that opens a dialog, which asks for one press; then both may be gone. */
async function openDialog(page: Page, opener: 'stays' | 'goes'): Promise<void> {
  await page.goto('/tests/harness/blank.html');
  await page.evaluate(
    async ([module = '', fate = '']) => {
      const { keepFocus } = await import(module);
      keepFocus(document);
      document.body.innerHTML = `<main><section><button id="opener">Erase</button><button>Export</button>
        <dialog><button id="yes">Yes</button></dialog></section><button>Elsewhere</button></main>`;
      const dialog = document.querySelector('dialog');
      const button = document.querySelector<HTMLElement>('#opener');
      button?.addEventListener('click', () => dialog?.showModal());
      document.querySelector('#yes')?.addEventListener('click', () => {
        if (fate === 'goes') button?.remove();
        dialog?.close();
      });
    },
    ['/src/components/kept-focus.ts', opener],
  );
  await page.locator('#opener').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#yes')).toBeFocused();
  await page.keyboard.press('Enter');
}

test('a dialog gives the focus back to what opened it', async ({ page }) => {
  await openDialog(page, 'stays');
  await expect(page.locator('#opener')).toBeFocused();
});

test('a dialog whose opener is gone leaves the focus where it stood: Tab goes on from there', async ({
  page,
}) => {
  await openDialog(page, 'goes');
  await expect(page.locator('section')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused();
});

test('a focus that was let go before its place went away is given to nothing', async ({ page }) => {
  await page.goto('/tests/harness/blank.html');
  await page.evaluate(async (module) => {
    const { keepFocus } = await import(module);
    keepFocus(document);
    document.body.innerHTML = '<main><input id="slider" type="range"></main>';
    document.querySelector('#slider')?.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLElement) target.blur();
    });
    addEventListener('keydown', ({ key }) => {
      if (key !== 'x') return;
      document.querySelector('main')?.replaceChildren(document.createElement('button'));
      // After whoever gives a lost focus a new place.
      setTimeout(() => document.querySelector('button')?.setAttribute('aria-label', 'Later'), 50);
    });
  }, '/src/components/kept-focus.ts');
  await page.locator('#slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#slider')).not.toBeFocused();
  await page.keyboard.press('x');
  const later = page.getByRole('button', { name: 'Later' });
  await expect(later).toBeAttached();
  await expect(later).not.toBeFocused();
});
