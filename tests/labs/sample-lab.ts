import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yaml from 'js-yaml';
import type { LabAttempt } from '../../src/labs/attempt.ts';
import { labForRun } from '../../src/labs/lab-for-run.ts';
import { type AttemptEvent, advance, beginAttempt } from '../../src/labs/progress.ts';
import { type AuthoredLab, labSchema } from '../../src/labs/schema.ts';

/** A shipped lab, as the site reads it. */
export function authoredLab(id: 'web-app' | 'financial-model'): AuthoredLab {
  const file = join(import.meta.dirname, '../../content/labs', id, 'lab.yaml');
  return labSchema.parse(yaml.load(readFileSync(file, 'utf8')));
}

/** The shipped lab in the words of the rehearsal. */
export const webApp = labForRun(authoredLab('web-app'), { by: 'rehearsal', repaired: true });

export const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 9, 0, second)).toISOString();
export const print = (digit: string) => digit.repeat(16);

export const fresh = beginAttempt(webApp, 'offsite-planner', 'a'.repeat(20), at(0));

/** Plays events one second apart. */
export function play(events: readonly AttemptEvent[], from: LabAttempt = fresh, second = 1): LabAttempt {
  return events.reduce((attempt, event, index) => advance(webApp, attempt, event, at(second + index)), from);
}

export const predicted: AttemptEvent = { type: 'predicted', values: { minutes: 480, checks: 4, errors: 10 } };

export const tally = (files: string, passed: number, second = 0) => ({
  passed,
  total: 8,
  at: at(second),
  print: files,
  failing: passed === 8 ? [] : ['contrast'],
});

export const built: AttemptEvent = {
  type: 'built',
  build: {
    runId: 'run-00000001',
    mode: 'rehearsal',
    model: 'Offsite planner',
    finishedAt: at(2),
    minutes: 1.5,
    pace: '1',
    failedTestRuns: 1,
    print: print('a'),
    checks: tally(print('a'), 8),
  },
};

export const asked = (
  id: string,
  rung: 'worked' | 'guided' | 'free' = 'worked',
  before = print('a'),
): AttemptEvent => ({
  type: 'asked',
  change: { id, rung, request: 'Rebrand', runId: 'run-00000001', mode: 'rehearsal', scripted: true, before },
});

export const rested = (changeId: string, files: string): AttemptEvent => ({
  type: 'rested',
  changeId,
  print: files,
  runId: 'run-00000001',
});

/** Everything up to the own change. */
export const seen: readonly AttemptEvent[] = [
  predicted,
  built,
  { type: 'observed', answer: 'once' },
  { type: 'revealed' },
];

/** A whole walk. */
export const whole: readonly AttemptEvent[] = [
  ...seen,
  asked('one', 'worked', print('a')),
  rested('one', print('b')),
  { type: 'checked', tally: tally(print('b'), 8, 7) },
  asked('two', 'guided', print('b')),
  rested('two', print('c')),
  { type: 'checked', tally: tally(print('c'), 8, 10) },
  { type: 'skipped-free' },
  { type: 'flaw-found', evidence: 'A date that does not exist is taken' },
  { type: 'reflected', surprise: 'repair', use: 'team', line: '' },
];
