import { describe, expect, it } from 'vitest';
import { contrast } from '../../src/brand/oklch.ts';
import { APP_GROUNDS, brandTones } from '../../src/demos/brand-tones.ts';
import { apps, brands, builtFiles } from './apps.ts';
import { render, runTests } from './project-run.ts';
import { play } from './rehearse.ts';

describe.each(apps)('the build of $id', (app) => {
  const seed = new Map(Object.entries(app.seed));

  it('fails exactly one test, repairs it, and ends with every test green', () => {
    const played = play(app.rehearsal(app.brand).build(), seed);
    const runs = played.calls
      .filter((call) => call.tool === 'bash')
      .map((call) => call.result.text.split('\n').at(-1));
    expect(runs).toEqual(['Tests  8 passed | 1 failed (9)', 'Tests  9 passed (9)']);
    const order = played.calls.map((call) => call.tool);
    expect(order.slice(-2)).toEqual(['inspect_preview', 'run_checks']);
    expect(order.lastIndexOf('edit_file')).toBeGreaterThan(order.indexOf('bash'));
    expect(played.said.at(-1)).toMatch(/repaired/);
  });

  it('writes about ten files, each with a purpose in plain words, under the phases it announces', () => {
    const { calls } = play(app.rehearsal(app.brand).build(), seed);
    const writes = calls.filter((call) => call.tool === 'write_file');
    expect(new Set(writes.map((call) => call.input['path'])).size).toBeGreaterThanOrEqual(10);
    for (const { input } of writes) expect(String(input['purpose'])).toMatch(/^(?!Write|The )[a-z]/);
    const phases = calls.filter((call) => call.tool === 'set_phase').map((call) => call.input['title']);
    expect(phases).toEqual(['Plan', 'Build', 'Check its own work']);
  });

  it('leaves no half-built page: after each write to the app everything it imports is there', () => {
    const files = new Map(seed);
    for (const { tool, input } of play(app.rehearsal(app.brand).build(), seed).calls) {
      if (tool !== 'write_file') continue;
      files.set(String(input['path']), String(input['content']));
      expect(() => render(files), String(input['path'])).not.toThrow();
    }
  });

  it('does not claim a failure that did not happen', () => {
    const played = play(app.rehearsal(app.brand).build(), seed, {
      answer: (tool) => (tool === 'bash' ? { ok: true, text: 'Tests  9 passed (9)' } : undefined),
    });
    expect(played.said.join(' ')).toMatch(/All tests pass at the first try/);
    expect(played.calls.some((call) => call.tool === 'edit_file')).toBe(false);
    expect(played.said.at(-1)).not.toMatch(/repaired/);
  });

  it('tells of no repair where the tests could not be run, and goes on', () => {
    const played = play(app.rehearsal(app.brand).build(), seed, {
      answer: (tool) =>
        tool === 'bash'
          ? { ok: false, text: 'The tests could not be run here: They did not start.\n[exit code 126]' }
          : undefined,
    });
    expect(played.said.at(-1)).toMatch(/Its tests could not be run here/);
    expect(played.said.join(' ')).not.toMatch(/repair|all tests|fails/i);
    expect(played.calls.at(-1)?.tool).toBe('run_checks');
  });

  it('stops and says so where another test fails than the one it knows', () => {
    const played = play(app.rehearsal(app.brand).build(), seed, {
      answer: (tool) =>
        tool === 'bash'
          ? { ok: false, text: 'FAIL something else\nTests  7 passed | 2 failed (9)' }
          : undefined,
    });
    expect(played.said.at(-1)).toMatch(/needs a live model/);
    expect(played.calls.at(-1)?.tool).toBe('bash');
  });

  it('does not say that the checks pass where they do not', () => {
    const played = play(app.rehearsal(app.brand).build(), seed, {
      answer: (tool) => (tool === 'run_checks' ? { ok: false, text: 'FAIL' } : undefined),
    });
    expect(played.said.at(-1)).toMatch(/not every check does/);
  });

  it.each(brands)('wears the brand of $name', (brand) => {
    const { files } = play(app.rehearsal(brand).build(), seed);
    expect(runTests(files).failed).toBe(0);
    const page = render(files).replaceAll('<!-- -->', '');
    expect(page).toContain(
      brand.name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    );
    expect(files.get('/src/brand.css')).toContain(`--brand: ${brand.primary};`);
  });

  it('keeps the app out of the network and of storage', () => {
    for (const [path, text] of builtFiles(app)) {
      if (path.startsWith('/src/'))
        expect(text, path).not.toMatch(/fetch\(|https?:\/\/|localStorage|@import/);
    }
  });
});

describe('the tones of a brand', () => {
  it.each(brands)('can be read wherever they stand: $name', (brand) => {
    for (const theme of ['light', 'dark'] as const) {
      const tones = brandTones(brand, theme);
      const tone = (name: string) => tones[name] ?? '';
      const { paper, card } = APP_GROUNDS[theme];
      for (const ground of [paper, card, tone('brand-soft')]) {
        expect(contrast(tone('brand-text'), ground)).toBeGreaterThanOrEqual(4.5);
      }
      for (const ink of ['brand-ink', 'brand-quiet']) {
        expect(contrast(tone(ink), tone('brand'))).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(tone('brand-on-ink'), tone('brand-ink'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tone('brand-edge'), card)).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the grounds of the apps', () => {
  it.each(apps)('are the ones the tones are worked out for: $id', (app) => {
    const css = builtFiles(app).get('/src/styles.css') ?? '';
    expect(css).toContain(`--paper: ${APP_GROUNDS.light.paper};`);
    expect(css).toContain(`--card: ${APP_GROUNDS.light.card};`);
    expect(css).toContain(`--muted: ${APP_GROUNDS.light.muted};`);
  });
});
