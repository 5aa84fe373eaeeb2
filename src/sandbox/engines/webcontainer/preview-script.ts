/**
 * The kit's script in a page of a WebContainer's dev server, before the page's own: the same
 * probe and console as in the embedded engine, over the same messages.
 */
import { openChannel, send } from '../embedded/frame/channel.ts';
import { forwardConsole } from '../embedded/frame/console.ts';
import { whenShown } from '../embedded/frame/page.ts';
import { answerProbe } from '../embedded/frame/probe.ts';

forwardConsole();
let isFirst = true;
openChannel((message) => {
  if (message.type === 'ping') send({ type: 'pong', id: message.id });
  else if (message.type === 'probe') answerProbe(message.id, message.question);
  if (!isFirst) return;
  isFirst = false;
  whenShown(
    () => send({ type: 'ready' }),
    (blank) => send({ type: 'blank', blank }),
  );
});
