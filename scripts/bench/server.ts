/** What the gateway adds to the first token, how many streams it holds, how many events it keeps a second. */
import { measureEvents, measureGateway } from '../../tests/server/measures.ts';
import type { Bench } from './measure.ts';

export const server: Bench = {
  name: 'server',
  async run() {
    return [...(await measureGateway()), ...(await measureEvents())];
  },
};
