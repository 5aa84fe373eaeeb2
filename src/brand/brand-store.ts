import { lookOf } from './look.ts';
import type { Brand } from './schema.ts';

/** The brand a person chose, in this browser. */
export const BRAND_KEY = 'firsthand.brand';
/** Its computed colours, so that the first paint of a page already wears them (`src/layouts/first-paint.ts`). */
export const LOOK_KEY = 'firsthand.brand.look';

const CHANGED = 'firsthand:brand';

let cachedText: string | null | undefined;
let cachedBrand: Brand | null = null;

/** The chosen brand, or null where none was chosen. The same object until it changes. */
export function readBrand(): Brand | null {
  const text = stored(BRAND_KEY);
  if (text !== cachedText) {
    cachedText = text;
    cachedBrand = parse(text);
  }
  return cachedBrand;
}

/** Keeps a brand, puts it on this page at once, and tells every other page of this browser. */
export function saveBrand(brand: Brand): void {
  keep(BRAND_KEY, JSON.stringify(brand));
  keep(LOOK_KEY, JSON.stringify(lookOf(brand)));
  applyBrand(brand);
  dispatchEvent(new Event(CHANGED));
}

/** Goes back to the kit's own look. */
export function clearBrand(): void {
  keep(BRAND_KEY, null);
  keep(LOOK_KEY, null);
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
    if (event.key !== BRAND_KEY && event.key !== null) return;
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

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is full or refused: the brand still shows, for this page.
  }
}
