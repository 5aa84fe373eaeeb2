/** What a model reads in place of a result that never came. */

/** The call was running when the person stopped the agent, or the time was up. */
export const STOPPED_CALL = 'This call was stopped before it was through.';
/** The page was closed while the call was running. */
export const LOST_CALL =
  'This call was cut before it was through, so its result is not known. Look at the files before you go on.';

export function isCutResult(text: string): boolean {
  return text === STOPPED_CALL || text === LOST_CALL;
}
