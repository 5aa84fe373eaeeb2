import { describe, expect, it } from 'vitest';
import { readInputRequest, unclear } from '../../src/demos/model/input-requests.ts';
import { demo as refinance } from '../../src/demos/refinance-model/demo.ts';
import { drivers as refinanceDrivers } from '../../src/demos/refinance-model/exhibits.ts';
import { demo as subscription } from '../../src/demos/subscription-model/demo.ts';
import { drivers as subscriptionDrivers } from '../../src/demos/subscription-model/exhibits.ts';
import { problemOf, settledPart, writeAssumptionRequest } from '../../src/labs/assumption-request.ts';
import { wayOf } from '../../src/labs/figure-way.ts';
import { fingerprint } from '../../src/labs/fingerprint.ts';
import { labForRun } from '../../src/labs/lab-for-run.ts';
import { assumptionsOf, cellWords, figuresOf } from '../../src/labs/model-desk.ts';
import { type AttemptEvent, advance, beginAttempt, stepDone, stepsOf } from '../../src/labs/progress.ts';
import { rungNow } from '../../src/labs/rung-now.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { at, authoredLab, built, predicted, print } from './sample-lab.ts';

const lab = labForRun(authoredLab('financial-model'), { by: 'rehearsal', repaired: true });

const fresh = beginAttempt(lab, 'refinance-model', 'b'.repeat(20), at(0));

function model(): Workbook {
  const workbook = new Workbook('model');
  workbook.apply([
    { do: 'add-sheet', name: 'Inputs' },
    {
      do: 'write',
      sheet: 'Inputs',
      at: 'A1',
      rows: [
        ['Margin', 0.0115, 'P5'],
        ['Profit', '=B1*1000000'],
      ],
    },
    {
      do: 'format',
      sheet: 'Inputs',
      rules: [
        { area: 'B1', format: '0.00%' },
        { area: 'B2', format: '#,##0,' },
      ],
    },
    { do: 'define-name', name: 'Profit', refersTo: 'Inputs!$B$2' },
    {
      do: 'set-driver',
      id: 'margin',
      driver: { id: 'margin', label: 'Margin', cell: 'Inputs!B1', least: 0.006, most: 0.018, step: 0.0005 },
    },
  ]);
  return workbook;
}

describe('the lab on a financial model', () => {
  it('has the five beats, asks for eight checks, and can be walked with both models', () => {
    expect(lab.demos).toEqual(['subscription-model', 'refinance-model']);
    const checks = lab.beats[0]?.steps[0];
    expect(checks?.kind === 'predict' && checks.questions.find(({ id }) => id === 'checks')?.max).toBe(
      refinance.checks.length,
    );
    expect(subscription.checks).toHaveLength(refinance.checks.length);
    for (const { flaw } of [refinance, subscription]) expect(flaw?.pick).toBe('cell');
  });

  it('counts a change by hand for the first rung, and proves the step with checks on it only', () => {
    if (built.type !== 'built') throw new Error('No build');
    const withFigures: AttemptEvent = { ...built, build: { ...built.build, figures: { Profit: 1 } } };
    const attempt = [predicted, withFigures].reduce((one, event) => advance(lab, one, event, at(3)), fresh);
    const store = { getAttempt: () => attempt } as Parameters<typeof rungNow>[0]['store'];
    expect(rungNow({ store }, { kind: 'edit' })).toBe('worked');
    expect(rungNow({ store }, { kind: 'request' })).toBe('free');
    const step = stepsOf(lab).find(({ step: each }) => each.kind === 'driver')?.step;
    if (!step) throw new Error('There is no such step');
    const change = {
      id: 'run-00000001.9',
      rung: 'worked',
      request: 'Margin: 1.25%',
      runId: 'run-00000001',
    } as const;
    const moved = [
      { type: 'asked', change: { ...change, mode: 'rehearsal', scripted: true, before: print('a') } },
      { type: 'rested', changeId: change.id, print: print('b'), runId: 'run-00000001' },
    ] as const;
    const changed = moved.reduce((one, event) => advance(lab, one, event, at(4)), attempt);
    expect(stepDone(changed, step)).toBe(false);
    const tally = { passed: 8, total: 8, at: at(5), print: print('b'), failing: [] };
    expect(stepDone(advance(lab, changed, { type: 'checked', tally }, at(5)), step)).toBe(true);
  });

  it('takes the word of a program that looked everywhere, and keeps the last cells that were reported', () => {
    let attempt = [predicted, built].reduce((one, event) => advance(lab, one, event, at(3)), fresh);
    for (let row = 1; row <= 60; row += 1)
      attempt = advance(lab, attempt, { type: 'flaw-tried', choice: `Inputs!B${row}` }, at(4));
    expect(attempt.flaw.tried).toHaveLength(40);
    expect(attempt.flaw.tried.at(-1)).toBe('Inputs!B60');
    expect(advance(lab, attempt, { type: 'flaw-absent', options: [] }, at(5)).flaw.absentAt).toBeNull();
    const absent = advance(lab, attempt, { type: 'flaw-absent', options: [], everywhere: true }, at(5));
    expect(absent.flaw.absentAt).toBe(at(5));
  });
});

describe('a request for assumptions', () => {
  const reasons = [
    'the pilot was small. And nobody has checked it!',
    'because a rival left; so it goes',
    'it rose',
  ];

  it.each([
    ['refinance', refinance, refinanceDrivers],
    ['subscription', subscription, subscriptionDrivers],
  ] as const)(
    'is understood by the rehearsal of the %s model, for every driver and case',
    (_, demo, drivers) => {
      const script = demo.rehearsal(demo.brand);
      const cases = demo === refinance ? ['Base', 'Rate shock', 'Severe'] : ['Base', 'Upside', 'Downside'];
      for (const [index, { label, most, least }] of drivers.entries()) {
        const share = most <= 2;
        const middle = Number((((most + least) / 2) * (share ? 100 : 1)).toPrecision(3));
        const part = { label, value: String(middle), reason: reasons[index % reasons.length] ?? '' };
        const scenario = { label: cases[index % cases.length] ?? '', reason: 'the board asks for it' };
        const request = writeAssumptionRequest([part], new Map([[label, share ? '%' : '']]), scenario);
        expect(script.answer(request), request).not.toBeNull();
      }
    },
  );

  it.each(['CHF 1’250.–', '₹1,250.00', 'R$ 1.250,00', 'kr 1 250', '1 250 kr', 'US$1,250.00'])(
    'takes %s with its currency',
    (figure) => {
      const price = { name: 'Price', phrases: ['price'], kind: 'number', least: 10, most: 5000 } as const;
      const read = readInputRequest(`Set the price to ${figure}`, { inputs: [price], scenarios: [] });
      expect(read?.settings).toEqual([{ input: price, value: 1250, reason: '' }]);
    },
  );

  it('says what is wrong with a number', () => {
    const margin = { label: 'Margin', now: 1.15, least: 0.6, most: 1.8, unit: '%' } as const;
    const part = (value: string) => ({ label: 'Margin', value, reason: 'why' });
    expect(problemOf(part('a lot'), margin)).toMatch(/not a number/);
    expect(problemOf(part('18'), margin)).toBe('Stay between 0.6 % and 1.8 %.');
    expect(problemOf(part('1.15 %'), margin)).toMatch(/now/);
    expect(problemOf(part('1.25'), margin)).toBeNull();
    expect(problemOf(part('1,25'), margin)).toBeNull();
    const loan = { label: 'Loan', now: 1, least: 0, most: 1_000_000, unit: '' } as const;
    expect(settledPart(part('212,000'), loan).value).toBe('212000');
    expect(settledPart(part('1,25 %'), margin).value).toBe('1.25');
  });

  it('asks back a number that can mean two', () => {
    const request = readInputRequest('Set Margin to 0.5', {
      inputs: [{ name: 'M', phrases: ['Margin'], kind: 'share', least: 0, most: 1 }],
      scenarios: [],
    });
    expect(request && unclear(request).map(({ readings }) => readings.map(({ said }) => said))).toEqual([
      ['50 %', '0.5 %'],
    ]);
    expect(
      readInputRequest('Set Margin to 1,15 % and People to 4.500,5', {
        inputs: [
          { name: 'M', phrases: ['Margin'], kind: 'share', least: 0, most: 1 },
          { name: 'P', phrases: ['People'], kind: 'number', least: 0, most: 9999 },
        ],
        scenarios: [],
      })?.settings,
    ).toMatchObject([{ value: 0.0115 }, { value: 4500.5 }]);
  });
});

describe('what the guide reads of a model', () => {
  it('is figures and assumptions as their cells show them, and a cell in words', () => {
    const workbook = model();
    expect(
      figuresOf(workbook, [
        { name: 'Profit', label: 'the profit' },
        { name: 'Gone', label: 'gone' },
      ]),
    ).toEqual([{ name: 'Profit', label: 'the profit', value: 11_500, shown: '12' }]);
    expect(assumptionsOf(workbook)).toEqual([
      { label: 'Margin', now: 1.15, least: 0.6, most: 1.8, unit: '%' },
    ]);
    expect(cellWords(workbook, 'Inputs!B1')).toBe('Margin: 1.15%');
    expect(cellWords(workbook, 'Inputs!F9')).toBeNull();
    expect(wayOf(100, 100.00001)).toBe('same');
    expect([wayOf(1, 2), wayOf(-1, -2)]).toEqual(['up', 'down']);
  });

  it('takes a choice among named values for no range', () => {
    const workbook = new Workbook('model');
    workbook.apply([
      { do: 'add-sheet', name: 'Inputs' },
      {
        do: 'write',
        sheet: 'Inputs',
        at: 'A1',
        rows: [
          ['Scenario', 1],
          ['Region', 2],
          ['Profit', '=CHOOSE(B1,5,9)*B2'],
        ],
      },
      { do: 'define-name', name: 'Scenario', refersTo: 'Inputs!$B$1' },
      { do: 'define-name', name: 'Region', refersTo: 'Inputs!$B$2' },
      { do: 'validate', sheet: 'Inputs', rules: [{ area: 'B2', kind: 'list', list: ['1', '2'] }] },
      { do: 'set-scenario', scenario: { cell: 'Scenario', labels: ['Base', 'Severe'] } },
    ]);
    expect(assumptionsOf(workbook)).toEqual([]);
    const driver = { id: 'case', label: 'Case', cell: 'Inputs!B1', least: 1, most: 2, step: 1 };
    workbook.apply({ do: 'set-driver', id: 'case', driver });
    expect(assumptionsOf(workbook)).toEqual([]);
  });

  it('is in the fingerprint: a number that moves is another model, and back again the same', () => {
    const workbook = model();
    const before = fingerprint({ '/briefing.md': 'x' }, workbook.toFile());
    workbook.apply({ do: 'write', sheet: 'Inputs', at: 'B1', rows: [[0.0125]] });
    expect(fingerprint({ '/briefing.md': 'x' }, workbook.toFile())).not.toBe(before);
    workbook.apply({ do: 'write', sheet: 'Inputs', at: 'B1', rows: [[0.0115]] });
    expect(fingerprint({ '/briefing.md': 'x' }, workbook.toFile())).toBe(before);
    expect(fingerprint({ '/briefing.md': 'x' })).not.toBe(before);
  });
});
