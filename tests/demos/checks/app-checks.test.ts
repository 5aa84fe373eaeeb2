import { expect, it } from 'vitest';
import { appChecks } from '../../../src/demos/checks/app-checks.ts';
import { SandboxDouble } from '../../workbench/sandbox-double.ts';

it.each([
  ['   ', 'the page is empty'],
  ['Welcome', 'one view, no form, only “Welcome”'],
  ['Visitors '.repeat(20), `one view, no form, only “${'Visitors '.repeat(20).slice(0, 60).trimEnd()}…”`],
])('say what a page that is no app yet shows: %j', async (text, shown) => {
  const sandbox = new SandboxDouble();
  sandbox.preview.probe.text = async () => text;
  const [first] = appChecks([]);
  const result = await first?.run({
    sandbox,
    workbook: null,
    brand: { name: 'Acme', primary: '#112233' },
    events: [],
    signal: new AbortController().signal,
  });
  expect(result).toMatchObject({ pass: false, detail: `There is no app to measure yet: ${shown}` });
});
