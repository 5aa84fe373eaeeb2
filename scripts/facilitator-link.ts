/** `npm run facilitator-link`: prints a new one-time link for the facilitator. */
import { runNode } from './project.ts';

process.exit(await runNode('server.mjs', '--facilitator-link'));
