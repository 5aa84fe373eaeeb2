/** Calls back once after some milliseconds; the returned function calls it off. Tests give a clock of their own. */
export type Later = (ms: number, run: () => void) => () => void;

export const later: Later = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
