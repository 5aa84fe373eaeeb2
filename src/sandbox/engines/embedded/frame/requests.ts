import type { FrameRequest, RequestAnswer } from '../../../preview-requests.ts';
import { send } from './channel.ts';

type Ask<Request = FrameRequest> = Request extends FrameRequest ? Omit<Request, 'id'> : never;

const waiting = new Map<number, (answer: RequestAnswer) => void>();
let last = 0;

/** Asks the person, through the host; `answered` is called once they have decided. */
export function askPerson(request: Ask, answered: (answer: RequestAnswer) => void): void {
  last++;
  waiting.set(last, answered);
  send({ type: 'ask', request: { ...request, id: last } });
}

/** The host's answer to a request. */
export function hearAnswer(id: number, answer: RequestAnswer): void {
  const answered = waiting.get(id);
  waiting.delete(id);
  answered?.(answer);
}
