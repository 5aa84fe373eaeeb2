/** The kit's server. `node server.mjs --facilitator-link` prints a new one-time link for the facilitator. */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// The second start need not read all sources again.
enableCompileCache(fileURLToPath(new URL('.cache/compile', import.meta.url)));

const environmentFile = fileURLToPath(new URL('.env', import.meta.url));
if (existsSync(environmentFile)) process.loadEnvFile(environmentFile);

const { explainFailure, startServer } = await import('./src/server/start-server.ts');
await startServer(process.argv.slice(2)).catch(explainFailure);
