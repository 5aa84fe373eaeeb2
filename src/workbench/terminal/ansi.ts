/** Terminal text → plain spans with one of a few colours. Everything else an escape can do is dropped. */

export type AnsiColour = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'grey';

export interface AnsiSpan {
  readonly text: string;
  readonly colour: AnsiColour | null;
  readonly bold: boolean;
}

interface Style {
  colour: AnsiColour | null;
  bold: boolean;
}

const COLOURS: Readonly<Record<number, AnsiColour | null>> = {
  30: 'grey',
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'magenta',
  36: 'cyan',
  37: null,
  39: null,
  90: 'grey',
  91: 'red',
  92: 'green',
  93: 'yellow',
  94: 'blue',
  95: 'magenta',
  96: 'cyan',
  97: null,
};

const ESCAPE = '\u001b';
const BELL = '\u0007';
// CSI sequences, OSC sequences up to BEL or ST, and two-character escapes.
const ESCAPES = new RegExp(
  `${ESCAPE}\\[[0-?]*[ -/]*[@-~]|${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?|${ESCAPE}[@-Z\\\\-_]`,
  'g',
);

function applySgr(style: Style, sequence: string): Style {
  const next = { ...style };
  const codes = sequence.slice(2, -1).split(';').map(Number);
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 0) Object.assign(next, { colour: null, bold: false });
    else if (code === 1) next.bold = true;
    else if (code === 22) next.bold = false;
    else if (code === 38 || code === 48) at += codes[at + 1] === 5 ? 2 : 4;
    else if (code in COLOURS) next.colour = COLOURS[code] ?? null;
  }
  return next;
}

/** A carriage return without a line feed writes over the line: keep what a person would see. */
function overwriteLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n');
}

function dropControls(text: string): string {
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 32 ? code !== 127 : character === '\n' || character === '\t' || character === '\r') {
      kept += character;
    }
  }
  return kept;
}

/** Spans in order; neighbours always differ in style. Never throws, whatever the text holds. */
export function parseAnsi(text: string): AnsiSpan[] {
  const spans: AnsiSpan[] = [];
  let style: Style = { colour: null, bold: false };
  let at = 0;
  const push = (raw: string): void => {
    const plain = overwriteLines(dropControls(raw));
    const last = spans.at(-1);
    if (plain === '') return;
    if (last && last.colour === style.colour && last.bold === style.bold) {
      spans[spans.length - 1] = { ...last, text: last.text + plain };
    } else spans.push({ text: plain, ...style });
  };
  for (const match of text.matchAll(ESCAPES)) {
    push(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0].startsWith(`${ESCAPE}[`) && match[0].endsWith('m')) style = applySgr(style, match[0]);
  }
  push(text.slice(at));
  return spans;
}

/** The text alone. */
export function stripAnsi(text: string): string {
  return parseAnsi(text)
    .map((span) => span.text)
    .join('');
}
