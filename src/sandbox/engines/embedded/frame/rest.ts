import { getter, method, toNumber } from './intrinsics.ts';

const animationsOf = method(document.getAnimations);
const finish = method(Animation.prototype.finish);
const effectOf = getter(Animation.prototype, 'effect');
const playState = getter(Animation.prototype, 'playState');
const timingOf = method(AnimationEffect.prototype.getComputedTiming);
const page = document;

/** A fade or a slide; what takes longer is a show of its own and goes on. */
const longestMs = 2_000;
/** A colour that is inherited may start another fade when the first one ends. */
const rounds = 4;

/**
 * Brings fades to their end. Where a preview is not in sight the browser halts them, so that
 * a page would be measured half way between two themes however long one waits.
 */
export function endFades(): void {
  for (let round = 0; round < rounds && endRunning(); round++);
}

/** @returns whether one was ended */
function endRunning(): boolean {
  let ended = false;
  const running = animationsOf(page);
  for (let index = 0; index < running.length; index++) {
    const animation = running[index];
    if (animation === undefined || playState(animation) !== 'running') continue;
    const effect = effectOf(animation);
    const end = effect === null ? longestMs + 1 : toNumber(`${timingOf(effect).endTime}`);
    if (!(end <= longestMs)) continue;
    try {
      finish(animation);
      ended = true;
    } catch {
      // One without an end cannot be brought there.
    }
  }
  return ended;
}
