import { Hono } from 'hono';
import type { EraseAnswer, MyUsageAnswer } from '../../usage/schema.ts';
import { PARTICIPANT_HEADER, usageBatchSchema } from '../../usage/schema.ts';
import type { App, AppContext, AppDependencies, AppEnvironment } from '../app.ts';
import { RequestProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';
import { RETENTION_DAYS } from '../usage/usage-store.ts';

/** 500 events of the longest kind. */
const MOST_BYTES = 512 * 1024;

/** Usage events in, one's own events out, one's own events gone. */
export function usageRoutes({ usage, audit }: AppDependencies): App {
  return new Hono<AppEnvironment>()
    .post('/usage/events', async (context) => {
      const participant = readParticipant(context);
      const { events } = await readBody(context.req.raw, usageBatchSchema, MOST_BYTES);
      return context.json(await usage.accept(participant, events));
    })
    .get('/usage/mine', async (context) => {
      const events = await usage.mine(readParticipant(context));
      await audit('participant', 'usage-exported', { events: events.length });
      return context.json({ events, retentionDays: RETENTION_DAYS } satisfies MyUsageAnswer);
    })
    .delete('/usage/mine', async (context) => {
      const erased = await usage.erase(readParticipant(context));
      await audit('participant', 'usage-erased', { events: erased });
      return context.json({ erased } satisfies EraseAnswer);
    });
}

function readParticipant(context: AppContext): string {
  const participant = context.req.header(PARTICIPANT_HEADER) ?? '';
  if (/^[0-9a-f]{32}$/.test(participant)) return participant;
  throw new RequestProblem(
    400,
    'no-participant',
    'The request does not say whose record it belongs to.',
    'Load the page again; the browser then makes a new record.',
  );
}
