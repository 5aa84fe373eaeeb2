import { PREVIEW_LIMITS } from '../../../limits.ts';
import { send } from './channel.ts';
import { isDialogPause } from './dialog-pause.ts';
import { formatValue } from './format.ts';
import { nowhere, type ProjectPlace, placesInStack, placesOfError } from './stack-place.ts';

let told = 0;
let last = '';

/** Tells the host of an error with its place; the same one twice in a row is told once. */
export function tellError(
  error: unknown,
  source: 'compile' | 'runtime',
  fallback: ProjectPlace = nowhere,
): void {
  if (isDialogPause(error)) return;
  const isError = error instanceof Error;
  const message = (isError ? `${error.name}: ${error.message}` : formatValue(error, 0)).slice(
    0,
    PREVIEW_LIMITS.messageCharacters,
  );
  const places = isError ? placesOfError(error) : [];
  const place = places[0] ?? fallback;
  const key = `${message} ${place.path}:${place.line}`;
  if (key === last || told >= PREVIEW_LIMITS.errors) return;
  told++;
  last = key;
  const paths = [...places, fallback].map(({ path }) => path).filter((path) => path !== '');
  // React calls components one by one: the one that passed on what was wrong is not in the stack. It renders all of
  // them again with the next change, and what still fails is told again.
  const byReact = isError && /vendor:\/\/\/react-dom/.test(`${error.stack}`);
  const modules = byReact ? [] : [...new Set(paths)].slice(0, 20);
  send({ type: 'error', message, source, ...place, modules });
}

/** Errors that a boundary told as they were thrown; the window hears of them afterwards. */
const thrown = new WeakSet<object>();
/** Of those, the ones that the window has yet to hear of without being told what they are. */
let hidden = 0;

/** Tells of an error where it leaves the page's own code, before the engine may hide what it is. */
export function tellThrown(error: unknown): void {
  tellError(error, 'runtime');
  hidden++;
  if (typeof error === 'object' && error !== null) thrown.add(error);
}

/** Whether a boundary told this already. WebKit tells the window of code made from text only that there was an error. */
function isTold(event: ErrorEvent): boolean {
  const { error } = event;
  const isKnown = typeof error === 'object' && error !== null && thrown.has(error);
  const isHidden = hidden > 0 && error === null && event.lineno === 0;
  if (isKnown || isHidden) hidden--;
  return isKnown || isHidden;
}

/** Lets the same error be told again, after a change. */
export function forgetErrors(): void {
  told = 0;
  last = '';
}

/** Listens for what nobody caught, and for what the page's policy refused. */
export function watchErrors(): void {
  window.addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) {
      if (isDialogPause(event.error)) event.preventDefault();
      if (isTold(event)) return;
      tellError(
        event.error ?? event.message,
        'runtime',
        placesInStack(`${event.filename}:${event.lineno}:${event.colno}`)[0],
      );
    }
  });
  window.addEventListener('unhandledrejection', (event) => {
    if (isDialogPause(event.reason)) event.preventDefault();
    tellError(event.reason, 'runtime');
  });
  let refused = 0;
  document.addEventListener('securitypolicyviolation', (event) => {
    refused++;
    if (refused <= PREVIEW_LIMITS.blocked) tellBlocked(event.effectiveDirective, event.blockedURI);
  });
}

export function tellBlocked(directive: string, target: string): void {
  send({ type: 'blocked', directive: directive.slice(0, 60), target: target.slice(0, 300) });
}
