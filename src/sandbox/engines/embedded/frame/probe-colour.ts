import { getter, maths, method, setter, textIndex, textSlice, toNumber } from './intrinsics.ts';
import { createElement, isElement, parentNode, styleOf } from './probe-dom.ts';

/** Red, green, blue 0–255 and alpha 0–1. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

const canvas = createElement('canvas') as HTMLCanvasElement;
canvas.width = 1;
canvas.height = 1;
const pen = canvas.getContext('2d', { willReadFrequently: true });
const setFill = setter(CanvasRenderingContext2D.prototype, 'fillStyle');
const fillRect = method(CanvasRenderingContext2D.prototype.fillRect);
const clearRect = method(CanvasRenderingContext2D.prototype.clearRect);
const readPixels = method(
  CanvasRenderingContext2D.prototype.getImageData as (
    x: number,
    y: number,
    w: number,
    h: number,
  ) => ImageData,
) as (self: CanvasRenderingContext2D, x: number, y: number, w: number, h: number) => ImageData;
const pixelData = getter(ImageData.prototype, 'data');

const seen = { __proto__: null } as unknown as Record<string, Colour>;
const clear: Colour = { r: 0, g: 0, b: 0, a: 0 };
export const white: Colour = { r: 255, g: 255, b: 255, a: 1 };

/** Any CSS colour as sRGB, as the browser itself paints it. */
export function readColour(css: string): Colour {
  const known = seen[css];
  if (known !== undefined) return known;
  if (pen === null || css === '' || css === 'none' || css === 'transparent') return clear;
  clearRect(pen, 0, 0, 1, 1);
  setFill(pen, '#000');
  setFill(pen, css);
  fillRect(pen, 0, 0, 1, 1);
  const pixel = pixelData(readPixels(pen, 0, 0, 1, 1));
  const colour = { r: pixel[0] ?? 0, g: pixel[1] ?? 0, b: pixel[2] ?? 0, a: (pixel[3] ?? 0) / 255 };
  seen[css] = colour;
  return colour;
}

/** One colour over another. */
export function over(top: Colour, below: Colour): Colour {
  const a = top.a + below.a * (1 - top.a);
  if (a === 0) return clear;
  const mix = (t: number, b: number) => (t * top.a + b * below.a * (1 - top.a)) / a;
  return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a };
}

const digits = '0123456789abcdef';
function hexPair(value: number): string {
  const whole = maths.max(0, maths.min(255, maths.round(value)));
  return `${digits[maths.floor(whole / 16)]}${digits[whole % 16]}`;
}
export const toHex = ({ r, g, b }: Colour): string => `#${hexPair(r)}${hexPair(g)}${hexPair(b)}`;

function channel(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : maths.pow((part + 0.055) / 1.055, 2.4);
}

/** Relative luminance of WCAG 2.2. */
export function luminance({ r, g, b }: Colour): number {
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const light = maths.max(luminance(a), luminance(b));
  const dark = maths.min(luminance(a), luminance(b));
  return (light + 0.05) / (dark + 0.05);
}

/** A text's colour and what lies behind it, blended over all ancestors. */
export interface Blend {
  readonly foreground: Colour;
  readonly background: Colour;
  /** A picture lies behind: the background is not known. */
  readonly picture: boolean;
}

/** Blends from the element up: backgrounds below each other, opacity of each group applied to what it holds. */
export function blendAt(element: Element, textColour: Colour): Blend {
  let foreground = textColour;
  let background: Colour = clear;
  let picture = false;
  for (let at: Node | null = element; at !== null && isElement(at); at = parentNode(at)) {
    const style = styleOf(at);
    const image = style('background-image');
    if (image !== 'none' && image !== '' && background.a < 0.999) picture = true;
    const layer = readColour(style('background-color'));
    background = over(background, layer);
    foreground = over(foreground, layer);
    const opacity = toNumber(style('opacity'));
    if (opacity < 1) {
      background = { ...background, a: background.a * opacity };
      foreground = { ...foreground, a: foreground.a * opacity };
    }
  }
  return { foreground: over(foreground, white), background: over(background, white), picture };
}

/** Whether a filled area counts as seen. */
export const isSeen = (colour: Colour): boolean => colour.a > 0.05;

/** A length in pixels from computed style. */
export function pixels(css: string): number {
  const end = textIndex(css, 'px');
  const value = toNumber(end < 0 ? css : textSlice(css, 0, end));
  return value >= 0 ? value : 0;
}
