/** Largest file that is opened, bytes. A logo from a brand portal is rarely over 1 MB. */
export const LOGO_FILE_LIMIT = 5_000_000;
/** Longest data: URL that is kept, characters; the brand travels in every run record. */
const LOGO_URL_LIMIT = 200_000;
/** Largest drawn size, pixels: sharp at twice the height of a projected header. */
const BOX = { width: 640, height: 240 };

export type LogoResult =
  | { readonly ok: true; readonly logo: string; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a logo (PNG, JPEG, WebP or SVG) and draws it anew on a canvas. Only the pixels are kept:
 * scripts or links in an SVG and camera data in a photo do not survive.
 */
export async function readLogo(file: File): Promise<LogoResult> {
  if (file.size > LOGO_FILE_LIMIT)
    return { ok: false, problem: 'This file is over 5 MB. Choose a smaller one.' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = typeOf(bytes);
  if (type === null)
    return { ok: false, problem: 'This is not a PNG, JPEG, WebP or SVG picture. Choose one of those.' };
  try {
    const source = type === 'image/svg+xml' ? sizedSvg(new TextDecoder().decode(bytes)) : bytes;
    return await redraw(new Blob([source], { type }));
  } catch {
    return { ok: false, problem: 'The browser could not draw this picture. Save it as PNG and try again.' };
  }
}

/** What the file is by its first bytes; its name is not trusted. */
export function typeOf(
  bytes: Uint8Array,
): 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml' | null {
  const starts = (...expected: number[]) => expected.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (/<svg[\s>]/i.test(head) && !/<html/i.test(head)) return 'image/svg+xml';
  return null;
}

/** Gives an SVG the pixel size of its view box, which some browsers need to draw it. */
function sizedSvg(text: string): string {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (root.nodeName !== 'svg') throw new Error('not an SVG');
  const box = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const width = Number.parseFloat(root.getAttribute('width') ?? '') || box[2] || BOX.width;
  const height = Number.parseFloat(root.getAttribute('height') ?? '') || box[3] || BOX.height;
  const scale = Math.min(BOX.width / width, BOX.height / height);
  root.setAttribute('width', String(width * scale));
  root.setAttribute('height', String(height * scale));
  return new XMLSerializer().serializeToString(root);
}

async function redraw(blob: Blob): Promise<LogoResult> {
  const picture = await decode(await asDataUrl(blob));
  for (const shrink of [1, 0.7, 0.5, 0.35]) {
    const scale = Math.min(1, (BOX.width * shrink) / picture.width, (BOX.height * shrink) / picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const logo = canvas.toDataURL('image/png');
    if (logo.length <= LOGO_URL_LIMIT) return { ok: true, logo, width: canvas.width, height: canvas.height };
  }
  return { ok: false, problem: 'This picture has too much detail for a logo. Choose a simpler one.' };
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}

async function decode(url: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  if (picture.width === 0 || picture.height === 0) throw new Error('empty');
  return picture;
}
