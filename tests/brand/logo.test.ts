import { describe, expect, it } from 'vitest';
import { LOGO_FILE_LIMIT, readLogo, typeOf } from '../../src/brand/logo.ts';

const text = (value: string) => new TextEncoder().encode(value);

describe('what a logo is', () => {
  it('is told by its first bytes, not by its name', () => {
    expect(typeOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toBe('image/png');
    expect(typeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(typeOf(text('RIFF\u0010\u0000\u0000\u0000WEBPVP8 '))).toBe('image/webp');
    expect(
      typeOf(text('<?xml version="1.0"?>\n<!-- logo -->\n<svg xmlns="http://www.w3.org/2000/svg">')),
    ).toBe('image/svg+xml');
  });

  it('is refused where it is a page, a script or something else', () => {
    expect(typeOf(text('<html><svg></svg></html>'))).toBeNull();
    expect(typeOf(text('alert(1)'))).toBeNull();
    expect(typeOf(new Uint8Array())).toBeNull();
  });
});

describe('reading a logo', () => {
  it('refuses a file that is too large before opening it', async () => {
    const file = { size: LOGO_FILE_LIMIT + 1, arrayBuffer: () => Promise.reject(new Error('opened')) };
    expect(await readLogo(file as unknown as File)).toEqual({
      ok: false,
      problem: expect.stringContaining('5 MB'),
    });
  });

  it('refuses what is not a picture, whatever it is called', async () => {
    const file = new File(['<script>alert(1)</script>'], 'logo.png', { type: 'image/png' });
    expect(await readLogo(file)).toEqual({
      ok: false,
      problem: expect.stringContaining('PNG, JPEG, WebP or SVG'),
    });
  });
});
