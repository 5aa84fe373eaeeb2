import { expect, it } from 'vitest';
import { tourOf } from '../../../src/demos/checks/tour.ts';
import { SandboxDouble } from '../../workbench/sandbox-double.ts';

it('keeps what the page said on the tour when it is loaded anew afterwards', async () => {
  const sandbox = new SandboxDouble();
  sandbox.preview.probe.text = async () => 'Home';
  const before = { type: 'console', level: 'error', text: 'of the page before' } as const;
  const said = { type: 'console', level: 'error', text: 'of a view' } as const;
  const tour = await tourOf(
    {
      sandbox,
      workbook: null,
      brand: { name: 'Acme', primary: '#112233' },
      events: [before],
      signal: new AbortController().signal,
    },
    [],
  );
  sandbox.say(said);
  await sandbox.preview.reload();
  expect(tour.events).toContain(said);
  expect(tour.events).not.toContain(before);
});
