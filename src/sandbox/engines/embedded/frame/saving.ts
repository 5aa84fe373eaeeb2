/** Downloads: a page hands its file to the host, which asks the person. */
import type { tellBlocked as Tell } from './errors.ts';
import { tellBlocked } from './errors.ts';
import { askPerson } from './requests.ts';

/** Blobs by their address: a page cannot fetch, so what it made an address of is remembered. */
const blobs = new Map<string, Blob>();

/** Offers a file; false where there is nothing that could be saved. */
export function offerFile(address: string, name: string): boolean {
  const content = address.startsWith('data:') ? readDataAddress(address) : blobs.get(address);
  if (content === undefined || content === null) return false;
  askPerson({ kind: 'save', name: name || `file.${endingOf(content.type)}`, content }, () => {});
  return true;
}

/** Takes over downloads by link, by pressed or unpressed code, and by the file picker. */
export function installSaving(): void {
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (content: Blob | MediaSource) => {
    const address = createObjectURL.call(URL, content);
    if (content instanceof Blob) blobs.set(address, content);
    return address;
  };
  URL.revokeObjectURL = (address: string) => {
    blobs.delete(String(address));
    revokeObjectURL.call(URL, address);
  };
  takeOverDetachedLinks();
  Object.defineProperty(window, 'showSaveFilePicker', {
    value: pickFile,
    configurable: true,
    writable: true,
  });
}

/** A link that is in no page sends its click to nobody: the usual way in which code starts a download. */
function takeOverDetachedLinks(): void {
  const { click } = HTMLElement.prototype;
  const { dispatchEvent } = EventTarget.prototype;
  HTMLElement.prototype.click = function clickElement(this: HTMLElement) {
    if (isDetachedLink(this)) followAfter(this, () => click.call(this));
    else click.call(this);
  };
  EventTarget.prototype.dispatchEvent = function dispatchTo(this: EventTarget, event: Event) {
    if (event.type !== 'click' || !isDetachedLink(this)) return dispatchEvent.call(this, event);
    let result = false;
    followAfter(this, () => {
      result = dispatchEvent.call(this, event);
    });
    return result;
  };
}

const isDetachedLink = (target: EventTarget): target is HTMLAnchorElement =>
  target instanceof HTMLAnchorElement && !target.isConnected && target.hasAttribute('href');

function followAfter(link: HTMLAnchorElement, run: () => void): void {
  let wanted = false;
  const last = (event: Event) => {
    wanted = !event.defaultPrevented;
    event.preventDefault();
  };
  link.addEventListener('click', last);
  run();
  link.removeEventListener('click', last);
  if (wanted) followLink(link);
}

/** Does what a pressed link can do in a preview: a file is offered, everything else is told as refused. */
export function followLink(link: Element, tell: typeof Tell = tellBlocked): void {
  const href = link.getAttribute('href') ?? '';
  const isFile = /^(blob|data):/i.test(href);
  if ((link.hasAttribute('download') || isFile) && offerFile(href, link.getAttribute('download') ?? ''))
    return;
  if (link.hasAttribute('download')) tell('download', href);
  else tell(/^(mailto|tel|sms):/i.test(href) ? 'mail' : 'navigation', href);
}

/** The file picker of current browsers, as far as an export uses it. */
async function pickFile(options: { suggestedName?: string } = {}) {
  const name = options.suggestedName ?? 'file.txt';
  return {
    kind: 'file',
    name,
    async createWritable() {
      const parts: BlobPart[] = [];
      return {
        async write(data: BlobPart | { type: string; data: BlobPart }) {
          parts.push(
            typeof data === 'object' && 'type' in data && 'data' in data ? data.data : (data as BlobPart),
          );
        },
        async close() {
          askPerson({ kind: 'save', name, content: new Blob(parts) }, () => {});
        },
      };
    },
  };
}

function readDataAddress(address: string): Blob | null {
  const comma = address.indexOf(',');
  if (comma < 0) return null;
  const head = address.slice('data:'.length, comma);
  const body = address.slice(comma + 1);
  try {
    const type = head.split(';', 1)[0] ?? '';
    if (!/;\s*base64\s*$/i.test(head)) return new Blob([decodeText(body)], { type });
    const binary = atob(decodeText(body).replace(/\s/g, ''));
    return new Blob([Uint8Array.from(binary, (character) => character.charCodeAt(0))], { type });
  } catch {
    return null;
  }
}

/** A `%` that begins no code is a percent sign: exports are often put together by hand. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  }
}

function endingOf(type: string): string {
  const kind = type.split(';', 1)[0]?.split('/')[1] ?? '';
  const usual: Readonly<Record<string, string>> = { plain: 'txt', jpeg: 'jpg', 'svg+xml': 'svg' };
  return usual[kind] ?? (/^[a-z0-9]+$/.test(kind) ? kind : 'txt');
}
