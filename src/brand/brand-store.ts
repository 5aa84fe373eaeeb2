import { keptText } from '../storage/items.ts';
import { lookOf } from './look.ts';
import type { Brand } from './schema.ts';

/** The brand that was chosen for each demo: one client's name never stands over another's show. */
const brandText = keptText('brand');
/** Their computed colours, so that the first paint of a demo's page already wears them (`src/layouts/first-paint.ts`). */
const coloursText = keptText('brandColours');

/** The brand that was chosen for a demo, or null where none was. */
export function readBrand(demoId: string): Brand | null {
  const value = readTable(brandText.read())[demoId];
  return isBrand(value) ? value : null;
}

/** Keeps a demo's brand and puts it on this page at once; null goes back to the demo's own. */
export function saveBrand(demoId: string, brand: Brand | null): void {
  keepIn(brandText, demoId, brand);
  keepIn(coloursText, demoId, brand && lookOf(brand));
  applyBrand(brand);
}

function keepIn(text: ReturnType<typeof keptText>, demoId: string, value: unknown): void {
  const { [demoId]: _before, ...others } = readTable(text.read());
  const table = value === null ? others : { ...others, [demoId]: value };
  if (Object.keys(table).length === 0) text.remove();
  else text.write(JSON.stringify(table));
}

/** Puts a brand's colours on an element (default: the page); null takes them off. */
export function applyBrand(brand: Brand | null, element: HTMLElement = document.documentElement): void {
  for (const name of [...element.style]) {
    if (name.startsWith('--client-')) element.style.removeProperty(name);
  }
  if (brand === null) return;
  for (const [name, value] of Object.entries(lookOf(brand))) element.style.setProperty(name, value);
}

/** By demo; empty where storage holds anything else. What is in it is looked at when it is read. */
function readTable(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {};
  } catch {
    return {};
  }
}

/** By hand: this runs on pages where a schema library would weigh more than the page. */
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
