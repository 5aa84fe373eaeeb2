import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Briefing } from '../../src/demos/briefing.ts';
import { liveDemos } from '../../src/demos/registry.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { WorkbookPlay } from './play-workbook.ts';

/** A workbook whose notes are about these paragraphs, in the words of the briefing. */
function withNotes(briefing: Briefing, notes: readonly string[]): Workbook {
  const rows = notes.map((cited) => {
    const ids = cited.split(', ');
    const said = briefing.paragraphs.filter(({ id }) => ids.includes(id)).map(({ text }) => text);
    return [`${said.join(' ')} Decided, see ${ids.join(' and ')}.`];
  });
  const workbook = new Workbook('model');
  workbook.apply([
    { do: 'add-sheet', name: 'Notes' },
    { do: 'write', sheet: 'Notes', at: 'A1', rows },
    { do: 'define-name', name: 'Any', refersTo: 'Notes!$A$1' },
  ]);
  return workbook;
}

describe.each(liveDemos.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('is said to need a live model, and its script says so too', async () => {
    const demo = await entry.load();
    expect(entry.liveOnly).toBe(true);
    const play = await new WorkbookPlay(demo).play(demo.rehearsal(demo.brand).build());
    expect(play.said.join(' ')).toContain('needs a live model');
    expect(play.commands).toEqual([]);
  });

  it('asks for assumptions that the briefing has, and names what it leaves open', async () => {
    const { briefing, system } = await entry.load();
    const known = briefing?.paragraphs.map(({ id }) => id) ?? [];
    expect(known.length).toBeGreaterThanOrEqual(10);
    expect(known.length).toBeLessThanOrEqual(14);
    for (const id of system.split('Assumptions, one cell each')[1]?.match(/\bP\d+\b/g) ?? [])
      expect(known).toContain(id);
  });

  it('has one ambiguity and one contradiction planted, which its checks ask about and its agent is not told', async () => {
    const demo = await entry.load();
    const { id = '' } = demo.briefing ?? {};
    const file = readFileSync(join(import.meta.dirname, '../../content/briefings', `${id}.md`), 'utf8');
    const planted = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(file)?.[1] ?? '';
    const check = demo.checks.find((each) => each.id === 'open-points');
    const judge = async (notes: readonly string[]) => {
      if (!demo.briefing || !check) throw new Error('There is nothing to judge');
      const workbook = withNotes(demo.briefing, notes);
      return (await check.run({ ...new WorkbookPlay(demo).context(), workbook })).pass;
    };
    const [ambiguity, contradiction] = [planted('ambiguity'), planted('contradiction')];
    expect(contradiction).toMatch(/^P\d+, P\d+$/);
    expect(await judge([ambiguity, contradiction])).toBe(true);
    expect(await judge([ambiguity])).toBe(false);
    expect(await judge([contradiction])).toBe(false);
    expect(JSON.stringify(demo.briefing)).not.toMatch(/ambiguity|contradiction/);
  });

  it('passes no empty workbook', async () => {
    const demo = await entry.load();
    const play = new WorkbookPlay(demo);
    const results = await play.judge();
    expect(results.filter(({ pass }) => pass)).toEqual([]);
  });
});

describe('general checks', () => {
  it('see an error, a difference, a typed number, a missing source and silence on a contradiction', async () => {
    const demo = await liveDemos[0]?.load();
    if (!demo) throw new Error('There is no demo');
    const workbook = new Workbook('model');
    workbook.apply([
      { do: 'add-sheet', name: 'A' },
      {
        do: 'write',
        sheet: 'A',
        at: 'A1',
        rows: [
          ['Policies', 61_000],
          ['Bad', '=1/0'],
        ],
      },
      { do: 'define-name', name: 'Policies', refersTo: 'A!$B$1' },
    ]);
    const play = new WorkbookPlay(demo);
    const results = await Promise.all(demo.checks.map((check) => check.run({ ...play.context(), workbook })));
    expect(results.map(({ pass }) => pass)).toEqual([false, false, false, false, false]);
    expect(results[0]?.detail).toContain('A!B2 shows #DIV/0!');
  });
});
