import { PREVIEW_LIMITS } from '../../../limits.ts';
import { send } from './channel.ts';
import { formatMessage } from './format.ts';

const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Tells the host what the page writes to the console, up to the cap. */
export function forwardConsole(): void {
  let told = 0;
  let characters = 0;
  function tell(level: (typeof levels)[number], text: string): void {
    told++;
    if (told > PREVIEW_LIMITS.consoleMessages) return;
    characters += text.length;
    if (characters > PREVIEW_LIMITS.consoleCharacters) told = PREVIEW_LIMITS.consoleMessages;
    const last = told === PREVIEW_LIMITS.consoleMessages;
    send({ type: 'console', level, text: last ? 'Too many messages; the rest is not shown.' : text });
  }
  for (const level of levels) {
    const own = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      if (told < PREVIEW_LIMITS.consoleMessages) own(...values);
      tell(level, told < PREVIEW_LIMITS.consoleMessages ? formatMessage(values) : '');
    };
  }
}
