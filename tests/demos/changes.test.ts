import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RehearsalScript } from '../../src/agent/models/rehearsal.ts';
import { contrast } from '../../src/brand/oklch.ts';
import { APP_GROUNDS, brandTones } from '../../src/demos/brand-tones.ts';
import { brandRequest } from '../../src/demos/requests.ts';
import { apps, brands, builtFiles } from './apps.ts';
import { type Files, link, render, runTests } from './project-run.ts';
import { type Played, play } from './rehearse.ts';

const REBRAND = brandRequest({ name: 'Quarry & Pike', primary: '#8c2f39' });
const BRIEF = 'It is for new colleagues. The tone is plain.';

const repairs: Record<string, string> = {
  'offsite-planner': 'Count meals only for people who are going',
  'storm-claim': 'Read 1,200 as twelve hundred',
};

function ask(script: RehearsalScript, files: Files, request: string): Played {
  const part = script.answer(request);
  if (!part) throw new Error(`The script does not know “${request}”`);
  return play(part, files);
}

/** Tests run, the page draws, and the agent said that it is done. */
function expectDone(played: Played, request: string): void {
  const said = played.said.join(' ');
  expect(said, request).toMatch(/tests and every check pass/);
  expect(said, request).not.toMatch(/live model/);
  expect(runTests(played.files).failed, request).toBe(0);
  expect(() => render(played.files), request).not.toThrow();
}

describe.each(apps)('the changes of $id', (app) => {
  const script = app.rehearsal(app.brand);
  const requests = [...app.changes.map((change) => change.label), REBRAND, BRIEF, repairs[app.id] ?? ''];

  it('are at least six, each with its own test', () => {
    expect(app.changes.length).toBeGreaterThanOrEqual(6);
    for (const change of app.changes) {
      const before = runTests(builtFiles(app)).passed;
      expect(runTests(ask(script, builtFiles(app), change.label).files).passed, change.label).toBeGreaterThan(
        before,
      );
    }
  });

  it.each(requests)('work alone: %s', (request) => {
    expectDone(ask(script, builtFiles(app), request), request);
  });

  it.each(requests)('work in pairs, in both orders: %s first', (first) => {
    const { files } = ask(script, builtFiles(app), first);
    for (const second of requests) {
      if (second === first) continue;
      expectDone(ask(script, files, second), `${first} → ${second}`);
    }
  });

  it('work all together in any order, on any brand', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(requests, { minLength: 3 }),
        fc.constantFrom(...brands),
        (order, brand) => {
          const own = app.rehearsal(brand);
          let files: Files = play(own.build(), new Map(Object.entries(app.seed))).files;
          for (const request of order) {
            const played = ask(own, files, request);
            expectDone(played, `${request} in ${order.join(' → ')}`);
            files = played.files;
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each(requests.slice(0, app.changes.length))('say plainly that it is there already: %s', (request) => {
    const once = ask(script, builtFiles(app), request).files;
    const twice = ask(script, once, request);
    expect(twice.said.at(-1)).toMatch(/in the app already/);
    expect(twice.files).toEqual(once);
  });

  it.each(requests.slice(0, app.changes.length))(
    'change nothing where the place was edited by hand: %s',
    (request) => {
      const edits = ask(script, builtFiles(app), request).calls.filter((call) => call.tool === 'edit_file');
      const last = edits.at(-1)?.input ?? {};
      const path = String(last['path']);
      const files = new Map(builtFiles(app));
      files.set(
        path,
        (files.get(path) ?? '').replace(String(last['old']), () => '/* by hand */'),
      );
      const played = ask(script, files, request);
      expect(played.said.at(-1)).toMatch(/changed it by hand.*live model/);
      expect(played.files).toEqual(files);
    },
  );

  it('say everything in the second language, whatever is in the app and in whatever order it came', () => {
    const language = app.changes.find((change) => change.id === 'second-language')?.label ?? '';
    const others = requests.filter((request) => request !== language && request !== REBRAND);
    for (const order of [
      [language, ...others],
      [...others, language],
    ]) {
      let files: Files = builtFiles(app);
      for (const request of order) files = ask(script, files, request).files;
      const table = languageTable(files);
      for (const text of spoken(files)) expect(table, text).toHaveProperty([text]);
    }
  });

  it('have dark colours that can be read, and are the ones the tones are worked out for', () => {
    const { files } = ask(script, builtFiles(app), 'Add a dark theme');
    const css = files.get('/src/theme/dark.css') ?? '';
    const dark = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? '';
    for (const name of ['paper', 'card', 'muted'] as const) expect(dark(name)).toBe(APP_GROUNDS.dark[name]);
    for (const brand of brands) {
      const soft = brandTones(brand, 'dark')['brand-soft'] ?? '';
      for (const ground of [dark('paper'), dark('card'), dark('sunk'), soft]) {
        for (const ink of ['ink', 'muted'])
          expect(contrast(dark(ink), ground), `${ink} on ${ground}`).toBeGreaterThan(4.5);
      }
    }
    expect(contrast(dark('bad'), dark('card'))).toBeGreaterThan(4.5);
    expect(contrast(dark('bad'), dark('bad-soft'))).toBeGreaterThan(4.5);
  });

  it('do not undo by themselves, and say who does', () => {
    const played = ask(script, builtFiles(app), 'Undo the last change');
    expect(played.calls).toEqual([]);
    expect(played.said[0]).toMatch(/the workbench puts the files back/);
  });
});

function languageTable(files: Files): Record<string, string> {
  const path = files.has('/src/language/spanish.ts') ? '/src/language/spanish.ts' : '/src/language/german.ts';
  return Object.values(link(files)(path))[0] as Record<string, string>;
}

/** Every text that goes through `t` or `plural`, and those that reach it as data. */
function spoken(files: Files): string[] {
  const found = new Set<string>();
  for (const [path, source] of files) {
    if (!path.startsWith('/src/') || /\.test\.|language\/|App\.first/.test(path)) continue;
    for (const match of source.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)) found.add(match[1] ?? '');
    for (const match of source.matchAll(/\bplural\([^']*?'([^']*)',\s*'([^']*)'/g)) {
      found.add(match[1] ?? '');
      found.add(match[2] ?? '');
    }
    for (const match of source.matchAll(/\b(?:label|hint|title|host|place)(?:=|: )["']([^"']+)["']/g)) {
      if (path.endsWith('.tsx') || path.includes('offsite')) found.add(match[1] ?? '');
    }
    for (const match of source.matchAll(/(?:problems\.\w+ = |return )'([A-Z][^']+)'/g))
      found.add(match[1] ?? '');
  }
  const names = /^(Mara Lindqvist|Theo Adeyemi|Priya Raman|Jonas Weber|Aiko Tanaka|Sam Okoro|Ines Duarte)$/;
  return [...found].filter((text) => /\p{L}/u.test(text) && !names.test(text));
}
