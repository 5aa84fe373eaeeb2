import { keptText } from '../storage/items.ts';
import { keyOf } from '../storage/names.ts';
import { lookOf } from './look.ts';
import type { Brand } from './schema.ts';

/** The brand a person chose, in this browser. */
const brandText = keptText('brand');
/** Its computed colours, so that the first paint of a page already wears them (`src/layouts/first-paint.ts`). */
const coloursText = keptText('brandColours');

const CHANGED = 'firsthand:brand';

let cachedText: string | null | undefined;
let cachedBrand: Brand | null = null;

/** The chosen brand, or null where none was chosen. The same object until it changes. */
export function readBrand(): Brand | null {
  const text = brandText.read();
  if (text !== cachedText) {
    cachedText = text;
    cachedBrand = parse(text);
  }
  return cachedBrand;
}

/** Keeps a brand, puts it on this page at once, and tells every other page of this browser. */
export function saveBrand(brand: Brand): void {
  brandText.write(JSON.stringify(brand));
  coloursText.write(JSON.stringify(lookOf(brand)));
  applyBrand(brand);
  dispatchEvent(new Event(CHANGED));
}

/** Goes back to the kit's own look. */
export function clearBrand(): void {
  brandText.remove();
  coloursText.remove();
  applyBrand(null);
  dispatchEvent(new Event(CHANGED));
}

/** Puts a brand's colours on an element (default: the page); null takes them off. */
export function applyBrand(brand: Brand | null, element: HTMLElement = document.documentElement): void {
  for (const name of [...element.style]) {
    if (name.startsWith('--client-')) element.style.removeProperty(name);
  }
  if (brand === null) return;
  for (const [name, value] of Object.entries(lookOf(brand))) element.style.setProperty(name, value);
}

/** Calls back when the brand changes, here or in another tab. Returns the unsubscribe function. */
export function onBrand(listener: () => void): () => void {
  const elsewhere = (event: StorageEvent) => {
    if (event.key !== keyOf('brand') && event.key !== null) return;
    applyBrand(readBrand());
    listener();
  };
  addEventListener(CHANGED, listener);
  addEventListener('storage', elsewhere);
  return () => {
    removeEventListener(CHANGED, listener);
    removeEventListener('storage', elsewhere);
  };
}

/** Parsed by hand: this runs on every page, where a schema library would weigh more than the page. */
function parse(text: string | null): Brand | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isBrand(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value that was kept is a brand. */
export function isBrand(value: unknown): value is Brand {
  if (typeof value !== 'object' || value === null) return false;
  const { name, primary, secondary, logo } = value as Record<string, unknown>;
  const colour = (candidate: unknown) => typeof candidate === 'string' && /^#[0-9a-f]{6}$/.test(candidate);
  return (
    typeof name === 'string' &&
    name.trim().length > 0 &&
    name.length <= 60 &&
    colour(primary) &&
    (secondary === undefined || colour(secondary)) &&
    (logo === undefined ||
      (typeof logo === 'string' &&
        logo.length <= 200_000 &&
        /^data:image\/(png|jpeg|webp|svg\+xml);base64,[a-z0-9+/=]+$/i.test(logo)))
  );
}
