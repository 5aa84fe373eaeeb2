/** `node tests/doubles/serve.ts --port 4391 --scenario small-run`: a provider double until it is ended. */
import { parseArgs } from 'node:util';
import { startProviderDouble } from './provider-double.ts';
import { scenarios } from './run-scenario.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, scenario: { type: 'string', default: 'small-run' } },
});
const scenario = scenarios[values.scenario];
if (!scenario) {
  console.error(`There is no scenario “${values.scenario}”. There are: ${Object.keys(scenarios).join(', ')}`);
  process.exit(1);
}
const double = await startProviderDouble(scenario, { port: Number(values.port) });
console.log(
  `${double.origin}  Anthropic: ANTHROPIC_BASE_URL=${double.origin}  OpenAI and compatible: …${double.origin}/v1`,
);
