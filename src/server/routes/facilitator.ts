import { Hono } from 'hono';
import { z } from 'zod';
import type { RoomAnswer } from '../../agent/model-access.ts';
import { MOST_OPEN_HOURS } from '../access/room.ts';
import { clearSessionToken, readSessionToken, writeSessionToken } from '../access/session-cookie.ts';
import {
  type App,
  type AppDependencies,
  type AppEnvironment,
  callerAddress,
  requireFacilitator,
} from '../app.ts';
import { RequestProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

const enterSchema = z.strictObject({ token: z.string().min(1).max(200) });
const roomSchema = z.strictObject({
  open: z.boolean(),
  hours: z.number().positive().max(MOST_OPEN_HOURS).optional(),
});

/** Entering by the one-time link, leaving, and opening or closing the room. */
export function facilitatorRoutes({ sessions, failures, audit, room }: AppDependencies): App {
  return new Hono<AppEnvironment>()
    .post('/facilitator/enter', async (context) => {
      const address = callerAddress(context);
      if (!failures.mayTry(address)) throw tooManyTries();
      const { token } = await readBody(context.req.raw, enterSchema);
      const session = await sessions.enter(token, readSessionToken(context));
      if (session === null) {
        failures.add(address);
        await audit('nobody', 'facilitator-refused');
        throw linkNotValid();
      }
      writeSessionToken(context, session);
      await audit('facilitator', 'facilitator-entered');
      return context.json({ facilitator: true });
    })
    .post('/facilitator/leave', async (context) => {
      const token = readSessionToken(context);
      if (token !== undefined && (await sessions.find(token))) {
        await sessions.leave(token);
        await audit('facilitator', 'facilitator-left');
      }
      clearSessionToken(context);
      return context.json({ facilitator: false });
    })
    .post('/room', async (context) => {
      await requireFacilitator(context);
      const { open, hours = MOST_OPEN_HOURS } = await readBody(context.req.raw, roomSchema);
      if (!open) {
        await room.close();
        await audit('facilitator', 'room-closed');
        return context.json({ roomOpenUntil: null } satisfies RoomAnswer);
      }
      const until = await room.open(hours);
      await audit('facilitator', 'room-opened', { hours });
      return context.json({ roomOpenUntil: new Date(until).toISOString() } satisfies RoomAnswer);
    });
}

function tooManyTries(): RequestProblem {
  return new RequestProblem(
    429,
    'too-many-tries',
    'Too many links were tried from here.',
    'Wait a minute, then open the newest link again.',
  );
}

function linkNotValid(): RequestProblem {
  return new RequestProblem(
    401,
    'link-not-valid',
    'This link was used already, is older than a day, or was never made.',
    'Make a new one on the machine that serves the site: npm run facilitator-link',
  );
}
