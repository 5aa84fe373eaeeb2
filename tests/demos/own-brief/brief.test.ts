import { describe, expect, it } from 'vitest';
import {
  BRIEF_PATH,
  briefingOf,
  briefProblem,
  keptBrief,
  MAX_BRIEF,
  quoteBrief,
  readBrief,
  titleOf,
} from '../../../src/demos/own-brief/brief.ts';
import { nearestRehearsal } from '../../../src/demos/own-brief/nearest-rehearsal.ts';
import { ownBriefs } from '../../../src/demos/registry.ts';
import { projectTemplate } from '../../../src/sandbox/project-template.ts';

const brand = { name: 'Fennel & Finch', primary: '#7a2e4d' };

describe('a brief as it was typed', () => {
  it('keeps its paragraphs and loses what is no text', () => {
    expect(readBrief('\uFEFF Erste Zeile  \r\nzweite\u0000\r\n\r\n\r\n\r\nNächster Absatz \ud83d')).toBe(
      'Erste Zeile\nzweite\n\nNächster Absatz',
    );
  });

  it('may be in any language, and of emoji alone', () => {
    for (const text of ['見積もりアプリ', 'تطبيق لحجز القاعات', '🍕📅']) {
      expect(readBrief(text)).toBe(text);
      expect(briefProblem(text)).toBeNull();
    }
  });

  it('is asked for where there is nothing to build from', () => {
    for (const text of ['', '   \n ', '…', '?!'])
      expect(briefProblem(readBrief(text))).toMatch(/^Type what the agent should build/);
  });

  it('is taken at 20,000 characters, and told how much is too much beyond', () => {
    expect(briefProblem('x'.repeat(MAX_BRIEF))).toBeNull();
    expect(briefProblem('x'.repeat(MAX_BRIEF + 1234))).toContain('1,234 characters too long');
  });
});

describe('a brief in the request to the agent', () => {
  it('is quoted whole; of a long one the agent is told where the rest is', () => {
    expect(quoteBrief('A vote on lunch')).toBe('“A vote on lunch”');
    const long = quoteBrief(`${'x'.repeat(11_999)}🍕${'y'.repeat(5000)}`);
    expect(long).not.toMatch(/\p{Cs}/u);
    expect(long).toContain(BRIEF_PATH);
  });

  it.each(['app', 'workbook'] as const)('fits into what a run keeps of a request: %s', async (kind) => {
    const demo = (await ownBriefs[kind].load()).withBrief?.({ text: 'x'.repeat(MAX_BRIEF) });
    expect(demo?.goal(brand).length).toBeLessThanOrEqual(20_000);
    expect(demo?.seed[BRIEF_PATH]).toHaveLength(MAX_BRIEF);
  });

  it('says who it is for, in which colour, and asks for no view or form of a shipped app', async () => {
    const demo = (await ownBriefs.app.load()).withBrief?.({ text: 'Ein Rechner für Reisekosten' });
    expect(demo?.goal(brand)).toContain('Fennel & Finch, in its colour #7a2e4d');
    expect(demo?.goal(brand)).toContain('“Ein Rechner für Reisekosten”');
    expect(demo?.goal(brand)).not.toMatch(/three views|Agenda|Dashboard/);
    expect(demo?.checks.map(({ id }) => id)).not.toContain('form');
  });

  it('goes on with a project that is there, and begins anew on the empty one', async () => {
    const own = await ownBriefs.app.load();
    const app = { '/src/App.tsx': 'export function App() { return <p>Mine</p>; }' };
    expect(own.withBrief?.({ text: 'Add CSV', project: app }).goal(brand)).toContain('already holds an app');
    expect(own.withBrief?.({ text: 'Add CSV', project: app }).seed).toMatchObject(app);
    expect(own.withBrief?.({ text: 'A vote', project: projectTemplate }).goal(brand)).toMatch(
      /^Build a small/,
    );
  });
});

describe('what a run of a brief is called', () => {
  it.each([
    ['A vote on lunch. Nobody votes twice.', 'A vote on lunch'],
    ['# Kassenplan\n\nZ. B. für Cafés', 'Kassenplan'],
    ['見積もりアプリを作る。', '見積もりアプリを作る'],
    ['🍕📅', '🍕📅'],
  ])('%s', (text, title) => expect(titleOf(text)).toBe(title));

  it('is never longer than a title', () => {
    expect(titleOf('word '.repeat(100)).length).toBeLessThanOrEqual(70);
    expect(titleOf('🍕'.repeat(100))).not.toMatch(/\p{Cs}/u);
  });
});

describe('a brief in the record of a run', () => {
  it('is found again among the files it began with', () => {
    const seed = { [BRIEF_PATH]: 'A vote on lunch', '/src/App.tsx': 'app' };
    expect(keptBrief(seed)).toEqual({ text: 'A vote on lunch', project: { '/src/App.tsx': 'app' } });
    expect(keptBrief({ '/src/App.tsx': 'app' })).toBeNull();
  });
});

describe('a brief as a briefing', () => {
  it('has numbered paragraphs to cite', () => {
    expect(briefingOf('Rent is 2,000.\nA month.\n\nWe sell tea.').paragraphs).toEqual([
      { id: 'P1', text: 'Rent is 2,000. A month.' },
      { id: 'P2', text: 'We sell tea.' },
    ]);
  });

  it('never has more paragraphs than can be cited', () => {
    const { paragraphs } = briefingOf(Array.from({ length: 1000 }, (_, n) => `Line ${n}`).join('\n\n'));
    expect(paragraphs.length).toBeLessThanOrEqual(99);
    expect(paragraphs.at(-1)?.text).toContain('Line 999');
  });
});

describe('the nearest rehearsal', () => {
  it.each([
    ['Report damage after a storm, for an insurer', 'app', 'storm-claim'],
    ['見積もりアプリ', 'app', 'offsite-planner'],
    ['A loan book of a bank with a rate shock', 'workbook', 'refinance-model'],
    ['', 'workbook', 'subscription-model'],
  ] as const)('to “%s” (%s) is %s', (brief, kind, id) => {
    expect(nearestRehearsal(brief, kind)?.id).toBe(id);
  });
});
