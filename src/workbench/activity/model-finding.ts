/** What the agent's own look at its model found, for people: from the answer of `check` that the agent reads. */

const OFF =
  /(?:UNBALANCED|DOES NOT HOLD) (?:Row )?“([^”]+)”.*?first_period (\S+) .*?difference (-?[\d,.]*\d)/;
const CAUSE = /matches: \S+ “([^”]+)”: ([^.]*?)(?:: | It reads|\.|$)/m;
const ERROR = /^(#\S+) in (\S+?)(?::| \()/m;
const CIRCLE = /^CYCLE (.+?): /m;

/** One or two sentences about the worst that is wrong; null where the answer tells nothing plain. */
export function modelFinding(answer: string): string | null {
  const circle = CIRCLE.exec(answer)?.[1];
  if (circle !== undefined) return `These cells read one another in a circle: ${circle}.`;
  const [, code, cell] = ERROR.exec(answer) ?? [];
  if (cell !== undefined) return `${cell} shows ${code}.`;
  const [, what, period, difference = ''] = OFF.exec(answer) ?? [];
  if (what === undefined) return null;
  const [, line, why] = CAUSE.exec(answer) ?? [];
  const cause = line === undefined ? '' : `\n“${line}”: ${why}.`;
  return `“${what}” does not hold: off by ${difference.replace('-', '−')}, first in ${period}.${cause}`;
}
