import type { PreviewFont } from '../preview-messages.ts';
import { clearTimer, method, setTimer } from './intrinsics.ts';

const ownFace = globalThis.FontFace;
const ownSet = document.fonts;
const addFace = method(ownSet.add);
const settle = method(Promise.prototype.then) as (
  self: Promise<unknown>,
  done: () => void,
  failed: () => void,
) => void;
/** Decoding takes a few milliseconds; a page does not wait for ever. */
const patienceMs = 500;

/** Adds fonts from their bytes, then calls back: text that is drawn after that does not jump. */
export function addFonts(fonts: readonly PreviewFont[], done: () => void): void {
  let left = fonts.length;
  if (left === 0) {
    done();
    return;
  }
  const timer = setTimer(finish, patienceMs);
  function finish(): void {
    clearTimer(timer);
    if (left >= 0) done();
    left = -1;
  }
  function decoded(): void {
    left--;
    if (left === 0) finish();
  }
  for (let index = 0; index < fonts.length; index++) {
    const font = fonts[index];
    if (font === undefined) continue;
    const face = new ownFace(font.family, font.data, { weight: font.weight, style: font.style });
    addFace(ownSet, face);
    settle(face.loaded, decoded, decoded);
  }
}
