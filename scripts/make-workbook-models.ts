/**
 * Makes the whole models of the corpus in `tests/fixtures/workbook`: one that is written here, and what the
 * rehearsals of models build. Their values come from `compare-with-libreoffice.ts --write`.
 *
 * `node scripts/make-workbook-models.ts`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Demo } from '../src/demos/demo.ts';
import type { WorkbookFile } from '../src/workbook/schema.ts';
import { type ModelName, modelPath } from './workbook-corpus/models.ts';
import { secondShift } from './workbook-corpus/second-shift.ts';

// Briefings are read as texts, which a bundler does elsewhere.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('?raw')) return next(url, context);
    const text = readFileSync(fileURLToPath(url.slice(0, -'?raw'.length)), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});

function keep(name: ModelName, file: WorkbookFile): void {
  writeFileSync(modelPath(name), `${JSON.stringify(file)}\n`);
  const formulas = file.sheets.flatMap(({ cells }) =>
    Object.values(cells).filter((input) => typeof input === 'string' && input.startsWith('=')),
  );
  console.log(`${name}: ${file.sheets.length} sheets, ${formulas.length} formulas`);
}

/** The workbook at the end of a rehearsal's build. */
async function built(demo: Demo): Promise<WorkbookFile> {
  const { WorkbookPlay } = await import('../tests/demos/play-workbook.ts');
  const play = new WorkbookPlay(demo);
  await play.play(demo.rehearsal(demo.brand).build());
  return play.workbook.toFile();
}

keep('second-shift', secondShift());
keep('subscription-model', await built((await import('../src/demos/subscription-model/demo.ts')).demo));
keep('refinance-model', await built((await import('../src/demos/refinance-model/demo.ts')).demo));
