/** Files that explain a project and that neither its page nor its tests read. */
const explains = /(^|\/)(README|LICEN[CS]E|CHANGELOG|NOTES?)[^/]*$|\.(md|txt)$/i;

/**
 * What of a file can be observed, in the page, in the tests or in the workbook: its text without comments and
 * layout; null where nothing of it is. A comment that is told from code by doubtful signs stays: then a change
 * of it counts, which is the smaller wrong.
 */
export function observableText(path: string, text: string): string | null {
  if (explains.test(path)) return null;
  if (/\.json$/i.test(path)) return compactJson(text);
  if (/\.(html?|svg)$/i.test(path)) return folded(text.replace(/<!--[\s\S]*?-->/g, ''));
  if (/\.(css|scss|less)$/i.test(path)) return folded(text.replace(/\/\*[\s\S]*?\*\//g, ''));
  return /\.[cm]?[jt]sx?$/i.test(path) ? codeOf(text) : text;
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

function compactJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return folded(text);
  }
}

/** After these a comment can begin; elsewhere two slashes may be an address, a text or a pattern. */
const beforeLine = /(^|[;{}(),\]=>])\s*$/;
const beforeBlock = /(^|[\s{(])$/;

/** Code without comments; white space outside of quotes is one blank. */
function codeOf(text: string): string {
  let code = '';
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    const next = text[at + 1];
    if (character === '/' && (next === '/' || next === '*') && mayBegin(text, at, next)) {
      const end = next === '/' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2) + 2;
      at = end < at + 2 ? text.length : end;
      code += ' ';
    } else if (character === '"' || character === "'" || character === '`') {
      const end = endOfQuote(text, at);
      code += text.slice(at, end);
      at = end;
    } else {
      code += character.trim() === '' ? ' ' : character;
      at++;
    }
  }
  return code
    .split(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/s)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s+/g, ' ')))
    .join('')
    .trim();
}

function mayBegin(text: string, at: number, next: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return (next === '/' ? beforeLine : beforeBlock).test(line);
}

/** Past the quote that closes; a quote of one line ends with it, since it may have been an apostrophe. */
function endOfQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '\n' && quote !== '`') return at;
  }
  return text.length;
}
