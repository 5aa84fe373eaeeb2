import { tellBlocked } from './errors.ts';

/**
 * Makes ordinary app code work in a page without an origin: dialogs answer, the address
 * bar may be written to without effect, a link that would leave the page is reported
 * instead of killing it.
 */
export function teachManners(tell: (level: 'info' | 'warn', text: string) => void): void {
  window.alert = (text?: unknown) => tell('info', `alert: ${String(text)}`);
  window.confirm = (text?: string) => {
    tell('info', `confirm: ${String(text)} (answered: yes)`);
    return true;
  };
  window.prompt = (text?: string, preset?: string) => {
    tell('info', `prompt: ${String(text)} (answered: ${preset ?? 'nothing'})`);
    return preset ?? null;
  };
  window.print = () => tell('info', 'print: a preview does not print.');
  lendRandomUuid();
  keepHistoryQuiet();
  watchLinks();
}

/** Plain http has no `crypto.randomUUID`; apps like to use it. */
function lendRandomUuid(): void {
  if (typeof crypto.randomUUID === 'function') return;
  Object.defineProperty(crypto, 'randomUUID', {
    configurable: true,
    value: (): string => {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      const hex = [...bytes].map((byte, index) => {
        const fixed = index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte;
        return fixed.toString(16).padStart(2, '0');
      });
      return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  });
}

function keepHistoryQuiet(): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name].bind(history);
    history[name] = (state, title, url) => {
      try {
        own(state, title, url);
      } catch {
        // The address of a page without an origin cannot change; the app's own state goes on.
      }
    };
  }
}

function watchLinks(): void {
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
    const href = link?.getAttribute('href') ?? '#';
    if (event.defaultPrevented || link === null) return;
    if (href.startsWith('#')) return;
    event.preventDefault();
    tellBlocked('navigation', href);
  });
}
