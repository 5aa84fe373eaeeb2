import { installDialogs } from './dialogs.ts';
import { tellBlocked } from './errors.ts';
import { guardFocus } from './focus-guard.ts';
import { keepOwnHistory } from './page-history.ts';
import { askPerson } from './requests.ts';
import { followLink, installSaving, offerFile } from './saving.ts';

/**
 * Makes ordinary app code work in a page without an origin: dialogs, files and copied text are asked of the
 * person, the address bar may be written to without effect, and what a preview may not do is told, not dropped.
 */
export function teachManners(): void {
  installDialogs();
  installSaving();
  window.print = () => tellBlocked('print', '');
  window.open = (address = '') => {
    const target = String(address);
    if (!/^(blob|data):/i.test(target) || !offerFile(target, '')) tellBlocked('window', target);
    return null;
  };
  askForCopies();
  refuseDevices();
  lendRandomUuid();
  keepOwnHistory();
  guardFocus();
  watchLinks();
}

const notAllowed = (what: string) =>
  new DOMException(`${what} is not there in a preview.`, 'NotAllowedError');

function give(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

function askForCopies(): void {
  const writeText = (text: unknown) =>
    new Promise<void>((resolve, reject) => {
      askPerson({ kind: 'copy', text: String(text) }, (done) =>
        done === true ? resolve() : reject(notAllowed('Copying without a person who agrees')),
      );
    });
  give(navigator, 'clipboard', {
    writeText,
    async write(items: readonly ClipboardItem[]) {
      const item = items.find(({ types }) => types.includes('text/plain'));
      if (item === undefined) return refuse('clipboard', 'a picture');
      return writeText(await (await item.getType('text/plain')).text());
    },
    readText: () => refuse('clipboard-read', ''),
    read: () => refuse('clipboard-read', ''),
  });
  const execute = document.execCommand.bind(document);
  document.execCommand = (command, ...rest) => {
    if (!/^(copy|cut)$/i.test(command)) return execute(command, ...rest);
    tellBlocked('clipboard', '');
    return false;
  };
}

function refuse(act: string, target: string): Promise<never> {
  tellBlocked(act, target);
  return Promise.reject(notAllowed(act));
}

function refuseDevices(): void {
  const position = (_found: unknown, failed?: (error: unknown) => void) => {
    tellBlocked('geolocation', '');
    failed?.({ code: 1, message: 'A preview does not know where it is.' });
    return 0;
  };
  give(navigator, 'geolocation', {
    getCurrentPosition: position,
    watchPosition: position,
    clearWatch() {},
  });
  give(navigator, 'mediaDevices', {
    getUserMedia: () => refuse('camera', ''),
    getDisplayMedia: () => refuse('camera', ''),
    enumerateDevices: async () => [],
    addEventListener() {},
    removeEventListener() {},
  });
  give(navigator, 'share', () => refuse('share', ''));
  give(navigator, 'canShare', () => false);
  class Notice {
    static readonly permission = 'denied';
    static async requestPermission(): Promise<string> {
      tellBlocked('notification', '');
      return 'denied';
    }
    constructor(title: string) {
      tellBlocked('notification', String(title));
    }
    close() {}
    addEventListener() {}
  }
  give(window, 'Notification', Notice);
  for (const name of ['requestFullscreen', 'webkitRequestFullscreen']) {
    if (name in Element.prototype) give(Element.prototype, name, () => refuse('fullscreen', ''));
  }
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

function watchLinks(): void {
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
    if (event.defaultPrevented || link === null) return;
    if ((link.getAttribute('href') ?? '#').startsWith('#')) return;
    event.preventDefault();
    followLink(link);
  });
}
