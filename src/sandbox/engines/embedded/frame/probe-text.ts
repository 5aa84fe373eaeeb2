import { PREVIEW_LIMITS } from '../../../limits.ts';
import type { ColourUse, TextMeasure } from '../../../probe.ts';
import { add, fold, list, maths, textSlice, toNumber } from './intrinsics.ts';
import { blendAt, type Colour, contrast, isSeen, pixels, readColour, toHex } from './probe-colour.ts';
import {
  bodyOf,
  createRange,
  firstChild,
  hasAttribute,
  isElement,
  isSilent,
  isSvg,
  isVisible,
  localName,
  nextSibling,
  nodeText,
  nodeType,
  rangeRect,
  rectHeight,
  rectOf,
  rectWidth,
  refOf,
  renderedText,
  rootOf,
  selectNode,
  styleOf,
} from './probe-dom.ts';

/** Visible text of the page, white space folded. */
export function readText(): string {
  return textSlice(fold(renderedText(bodyOf())), 0, PREVIEW_LIMITS.textCharacters);
}

const sizedCap = 2_000;

/** Goes over every visible element below the body, the body too. */
function eachVisible(visit: (element: Element) => void): void {
  let left = 5_000;
  function walk(element: Element, depth: number): void {
    if (left-- <= 0 || depth > 100 || isSilent(element) || !isVisible(element)) return;
    visit(element);
    for (let node = firstChild(element); node !== null; node = nextSibling(node)) {
      if (isElement(node)) walk(node, depth + 1);
    }
  }
  walk(bodyOf(), 0);
}

/** Width and height of the text directly in an element; 0 where nothing can be seen of it. */
function textSize(node: Node): { width: number; height: number } {
  const range = createRange();
  selectNode(range, node);
  const rect = rangeRect(range);
  return { width: rectWidth(rect), height: rectHeight(rect) };
}

function eachText(visit: (element: Element, text: string, area: number) => void): void {
  eachVisible((element) => {
    const style = styleOf(element);
    const clipped = style('clip-path') === 'inset(50%)' || style('clip') === 'rect(0px, 0px, 0px, 0px)';
    const box = rectOf(element);
    if (clipped || (rectWidth(box) <= 1 && rectHeight(box) <= 1)) return;
    let text = '';
    let area = 0;
    for (let node = firstChild(element); node !== null; node = nextSibling(node)) {
      if (nodeType(node) !== 3 || fold(nodeText(node) ?? '') === '') continue;
      const size = textSize(node);
      if (size.width <= 1 || size.height <= 1) continue;
      text += ` ${nodeText(node) ?? ''}`;
      area += size.width * size.height;
    }
    if (area > 0) visit(element, fold(text), area);
  });
}

/** Contrast of every visible run of text against what is painted behind it. */
export function measureText(): readonly TextMeasure[] {
  const found = list<TextMeasure>();
  eachText((element, text) => {
    if (found.length >= sizedCap) return;
    const style = styleOf(element);
    const paint = readColour(style(isSvg(element) ? 'fill' : 'color'));
    const { foreground, background, picture } = blendAt(element, paint);
    add(found, {
      ref: refOf(element),
      text: textSlice(text, 0, 80),
      foreground: toHex(foreground),
      background: toHex(background),
      ratio: picture ? null : maths.round(contrast(foreground, background) * 100) / 100,
      fontSize: pixels(style('font-size')),
      bold: toNumber(style('font-weight')) >= 700,
    });
  });
  return found as unknown as readonly TextMeasure[];
}

/** Colours on the page with the area that each covers. */
export function readColours(): readonly ColourUse[] {
  const found = list<{ colour: string; use: ColourUse['use']; area: number }>();
  function note(colour: Colour, use: ColourUse['use'], area: number): void {
    if (!isSeen(colour) || area < 1) return;
    const hex = toHex(colour);
    for (let index = 0; index < found.length; index++) {
      const known = found[index];
      if (known !== undefined && known.colour === hex && known.use === use) {
        known.area += area;
        return;
      }
    }
    if (found.length < sizedCap) add(found, { colour: hex, use, area });
  }
  const rootPaint = readColour(styleOf(rootOf())('background-color'));
  const rootBox = rectOf(rootOf());
  note(rootPaint, 'background', rectWidth(rootBox) * rectHeight(rootBox));
  eachVisible((element) => noteElement(element, note));
  eachText((element, _text, area) => {
    const style = styleOf(element);
    note(blendAt(element, readColour(style(isSvg(element) ? 'fill' : 'color'))).foreground, 'text', area);
  });
  return found as unknown as readonly ColourUse[];
}

type Note = (colour: Colour, use: ColourUse['use'], area: number) => void;

function noteElement(element: Element, note: Note): void {
  const box = rectOf(element);
  const width = rectWidth(box);
  const height = rectHeight(box);
  const style = styleOf(element);
  if (isSvg(element)) {
    if (!isShape(element)) return;
    const fill = readColour(style('fill'));
    if (isSeen(fill)) note(blendAt(element, fill).foreground, 'fill', width * height);
    const stroke = readColour(style('stroke'));
    const line = pixels(style('stroke-width')) * maths.max(width, height);
    if (isSeen(stroke)) note(blendAt(element, stroke).foreground, 'border', line);
    return;
  }
  const background = readColour(style('background-color'));
  if (isSeen(background))
    note(blendAt(element, { r: 0, g: 0, b: 0, a: 0 }).background, 'background', width * height);
  noteBorder(style, 'top', width, note);
  noteBorder(style, 'bottom', width, note);
  noteBorder(style, 'left', height, note);
  noteBorder(style, 'right', height, note);
}

function noteBorder(style: (property: string) => string, side: string, length: number, note: Note): void {
  if (style(`border-${side}-style`) === 'none') return;
  note(readColour(style(`border-${side}-color`)), 'border', pixels(style(`border-${side}-width`)) * length);
}

function isShape(element: Element): boolean {
  const name = localName(element);
  if (name === 'path' || name === 'rect' || name === 'circle' || name === 'ellipse') return true;
  if (name === 'polygon' || name === 'polyline' || name === 'line') return true;
  return name === 'text' && hasAttribute(element, 'fill');
}
