import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ToolContext } from '../../src/agent/tool.ts';
import { createWorkbookTools } from '../../src/agent/tools/workbook/create-workbook-tools.ts';
import type { Briefing } from '../../src/demos/briefing.ts';
import { liveDemos } from '../../src/demos/registry.ts';
import type { CheckRow } from '../../src/demos/session-state.ts';
import { summariseChecks } from '../../src/workbench/checks/check-summary.ts';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import { judgesStructureOnly } from '../../src/workbook/judged.ts';
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
    expect(results.map(({ pass }) => pass)).toEqual([false, false, false, false, false, false]);
    expect(results[0]?.detail).toContain('A!B2 shows #DIV/0!');
  });
});

describe('a briefing without a second calculation', () => {
  it.each(liveDemos.map((entry) => [entry.id, entry] as const))(
    '%s says that its numbers are not checked, to the agent and to people',
    async (_, entry) => {
      const demo = await entry.load();
      expect(judgesStructureOnly(demo.checks)).toBe(true);
      const rows = demo.checks.map(
        ({ id, title, why, judges }): CheckRow => ({
          id,
          title,
          why,
          state: 'pass',
          detail: '',
          ...(judges && { judges }),
        }),
      );
      const summary = summariseChecks(rows, false, false);
      expect(summary.line).toBe('Structure checked, numbers not');
      expect(summary.note).toContain('numbers may be wrong');
      const desk = new WorkbookDesk({ title: demo.title });
      const outcomes = demo.checks.map(({ id, title, judges }) => ({
        id,
        title,
        pass: true,
        detail: 'fine',
        judges,
      }));
      const tool = createWorkbookTools({
        desk,
        structureOnly: true,
        runChecks: async () => outcomes,
      }).find(({ name }) => name === 'run_checks');
      expect(tool?.description).toContain('No second calculation');
      const told = await tool?.run({}, {
        signal: new AbortController().signal,
        report: () => {},
      } as unknown as ToolContext);
      expect(told?.text).toContain('do not say that the numbers are right');
      expect(told?.line).toContain('the numbers were not checked');
    },
  );

  it('is told apart from one whose checks know the numbers', async () => {
    const { demo } = await import('../../src/demos/refinance-model/demo.ts');
    expect(judgesStructureOnly(demo.checks)).toBe(false);
    const rows = demo.checks.map(
      ({ id, title, why, judges }): CheckRow => ({
        id,
        title,
        why,
        state: 'pass',
        detail: '',
        ...(judges && { judges }),
      }),
    );
    expect(summariseChecks(rows, false, false).line).toBe(`All ${rows.length} checks pass`);
  });

  it('tells the agent what each named result means', async () => {
    for (const entry of liveDemos) {
      const demo = await entry.load();
      const results = demo.system.split('Results, ')[1] ?? '';
      expect(results.match(/\w+ \([^)]{12,}\)/g)?.length ?? 0, entry.id).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('named results', () => {
  /** Twelve quarters that follow the briefing of the home line, by hand. */
  const premium = 61_150 * 103;
  const claims = 61_000 * 0.058 * 2950 * 0.34;
  const inputs: Readonly<Record<string, number>> = {
    Policies: 61_000,
    Premium: 412,
    Expense_share: 0.27,
    Claims_frequency: 0.058,
    Claim_cost: 2950,
    Paid_at_once: 0.6,
    Layer_from: 4e6,
    Layer_size: 3e6,
    Reinsurance_cost: 0.06,
  };
  const shares = [1, 20 / 34, 16 / 34, 30 / 34];
  const quarterly = (value: (share: number) => number) =>
    Array.from({ length: 12 }, (_, index) => value(shares[index % 4] ?? 1));
  const lines: Readonly<Record<string, readonly number[]>> = {
    Earned_premium: quarterly(() => premium),
    Claims: quarterly((share) => -claims * share),
    Expenses: quarterly(() => -0.27 * premium),
    Reserve: quarterly((share) => 0.4 * claims * share),
    Combined_ratio: quarterly((share) => (claims * share) / premium + 0.33),
  };

  function homeLine(changed: Readonly<Record<string, readonly number[]>>): Workbook {
    const rows = Object.entries({ ...lines, ...changed });
    const workbook = new Workbook('model');
    workbook.apply([
      { do: 'add-sheet', name: 'A' },
      { do: 'write', sheet: 'A', at: 'A1', rows: rows.map(([, values]) => [...values]) },
      { do: 'write', sheet: 'A', at: 'A9', rows: Object.values(inputs).map((value) => [value]) },
      ...rows.map(([name], index) => ({
        do: 'define-name' as const,
        name,
        refersTo: `A!$A$${index + 1}:$L$${index + 1}`,
      })),
      ...Object.keys(inputs).map((name, index) => ({
        do: 'define-name' as const,
        name,
        refersTo: `A!$A$${index + 9}`,
      })),
    ]);
    return workbook;
  }

  async function judge(workbook: Workbook) {
    const demo = await liveDemos.find(({ id }) => id === 'home-line-model')?.load();
    const check = demo?.checks.find(({ id }) => id === 'results-fit');
    if (!demo || !check) throw new Error('There is nothing to judge');
    return check.run({ ...new WorkbookPlay(demo).context(), workbook });
  }

  it('that follow the briefing fit each other', async () => {
    expect(await judge(homeLine({}))).toMatchObject({ pass: true });
  });

  it.each(Object.keys(lines))('no longer fit where %s is doubled', async (name) => {
    const doubled = (lines[name] ?? []).map((value) => value * 2);
    const result = await judge(homeLine({ [name]: doubled }));
    expect(result).toMatchObject({ pass: false, judges: 'structure' });
    expect(result.fix).toContain(name === 'Claims' ? 'Claims' : name);
  });
});
