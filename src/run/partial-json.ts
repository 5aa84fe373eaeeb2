/**
 * Reads the top-level values of a JSON object while its text is still arriving, so that a file or a table can be
 * seen as the model writes it. Text may be cut anywhere, inside an escape too.
 * What it has read of a string is always a beginning of what `JSON.parse` will give.
 */

export interface PartialObject {
  /** String values so far; the one under `open` may still grow. */
  readonly strings: Readonly<Record<string, string>>;
  /** Text of lists and objects so far, as JSON; the last one may still grow. */
  readonly nested: Readonly<Record<string, string>>;
  /** Key of the string that is arriving now. */
  readonly open: string | null;
  readonly state: ReaderState;
}

type Place =
  | 'start'
  | 'key-or-end'
  | 'key'
  | 'colon'
  | 'value'
  | 'string'
  | 'skip'
  | 'skip-string'
  | 'after'
  | 'end';

interface ReaderState {
  readonly place: Place;
  readonly key: string;
  /** Escape in progress: '' or '\\' or '\\u12'. */
  readonly escape: string;
  /** First half of a surrogate pair, held back until the second is there. */
  readonly high: string;
  /** Open brackets of a value that is skipped. */
  readonly depth: number;
}

export const emptyPartial: PartialObject = {
  strings: {},
  nested: {},
  open: null,
  state: { place: 'start', key: '', escape: '', high: '', depth: 0 },
};

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads on. Malformed text ends the reading (`place: 'end'`) and keeps what there was. */
export function readPartial(before: PartialObject, chunk: string): PartialObject {
  const reader = new PartialReader(before);
  let at = 0;
  while (at < chunk.length) at = reader.step(chunk, at);
  return reader.result();
}

/** The work of one `readPartial`: mutable inside, so that a long chunk is read in one pass. */
class PartialReader {
  /** Without a prototype: a key may be called `__proto__`. */
  readonly #strings: Record<string, string> = Object.create(null);
  readonly #nested: Record<string, string> = Object.create(null);
  #place: Place;
  #key: string;
  #escape: string;
  #high: string;
  #depth: number;

  constructor(from: PartialObject) {
    Object.assign(this.#strings, from.strings);
    Object.assign(this.#nested, from.nested);
    this.#place = from.state.place;
    this.#key = from.state.key;
    this.#escape = from.state.escape;
    this.#high = from.state.high;
    this.#depth = from.state.depth;
  }

  result(): PartialObject {
    return {
      strings: this.#strings,
      nested: this.#nested,
      open: this.#place === 'string' ? this.#key : null,
      state: {
        place: this.#place,
        key: this.#key,
        escape: this.#escape,
        high: this.#high,
        depth: this.#depth,
      },
    };
  }

  /** Reads from `at`; returns where to go on. */
  step(chunk: string, at: number): number {
    const char = chunk[at] ?? '';
    switch (this.#place) {
      case 'string':
      case 'key':
        return this.#readString(chunk, at);
      case 'skip-string':
      case 'skip':
        return this.#readNested(char, at);
      case 'end':
        return chunk.length;
      default:
        if (!/\s/.test(char)) this.#structure(char);
        return at + 1;
    }
  }

  #structure(char: string): void {
    const { next, ok } = this.#follow(char);
    this.#place = ok ? next : 'end';
    if (!ok) return;
    if (next === 'key') this.#key = '';
    if (next === 'string') this.#strings[this.#key] = '';
    // Of two values with one key the later counts.
    if (next === 'skip') delete this.#strings[this.#key];
    if (next === 'skip') this.#depth = char === '{' || char === '[' ? 1 : 0;
    if (next === 'skip' || next === 'string') delete this.#nested[this.#key];
    if (next === 'skip' && this.#depth > 0) this.#nested[this.#key] = char;
  }

  #readNested(char: string, at: number): number {
    if (this.#depth > 0) this.#nested[this.#key] += char;
    return this.#place === 'skip' ? this.#skip(char, at) : this.#skipString(char, at);
  }

  #follow(char: string): { next: Place; ok: boolean } {
    switch (this.#place) {
      case 'start':
        return { next: 'key-or-end', ok: char === '{' };
      case 'key-or-end':
        return char === '}' ? { next: 'end', ok: true } : { next: 'key', ok: char === '"' };
      case 'colon':
        return { next: 'value', ok: char === ':' };
      case 'value':
        return char === '"' ? { next: 'string', ok: true } : { next: 'skip', ok: !',}]:'.includes(char) };
      case 'after':
        return char === '}' ? { next: 'end', ok: true } : { next: 'key-or-end', ok: char === ',' };
      default:
        return { next: 'end', ok: false };
    }
  }

  /** Reads a run of plain characters at once: long files arrive in long chunks. */
  #readString(chunk: string, at: number): number {
    if (this.#escape) return this.#readEscape(chunk[at] ?? '', at);
    let end = at;
    while (end < chunk.length && chunk[end] !== '"' && chunk[end] !== '\\') end += 1;
    if (end > at) this.#take(chunk.slice(at, end));
    if (end === chunk.length) return end;
    if (chunk[end] === '\\') this.#escape = '\\';
    else this.#closeString();
    return end + 1;
  }

  #closeString(): void {
    this.#add(this.#high);
    this.#high = '';
    this.#place = this.#place === 'key' ? 'colon' : 'after';
  }

  #readEscape(char: string, at: number): number {
    if (this.#escape === '\\' && char !== 'u') {
      const plain = SIMPLE_ESCAPES[char];
      this.#escape = '';
      if (plain === undefined) this.#place = 'end';
      else this.#take(plain);
      return at + 1;
    }
    if (this.#escape !== '\\' && !/[0-9a-f]/i.test(char)) {
      this.#escape = '';
      this.#place = 'end';
      return at + 1;
    }
    this.#escape += char;
    if (this.#escape.length === 6) {
      this.#take(String.fromCharCode(Number.parseInt(this.#escape.slice(2), 16)));
      this.#escape = '';
    }
    return at + 1;
  }

  /** Adds text, but holds back a first surrogate half at its end. */
  #take(text: string): void {
    const all = this.#high + text;
    const last = all.charCodeAt(all.length - 1);
    this.#high = last >= 0xd800 && last <= 0xdbff ? all.slice(-1) : '';
    this.#add(this.#high ? all.slice(0, -1) : all);
  }

  #add(text: string): void {
    if (this.#place === 'key') this.#key += text;
    else this.#strings[this.#key] = (this.#strings[this.#key] ?? '') + text;
  }

  #skip(char: string, at: number): number {
    if (char === '"') {
      this.#place = 'skip-string';
    } else if (char === '{' || char === '[') {
      this.#depth += 1;
    } else if (this.#depth > 0 && (char === '}' || char === ']')) {
      this.#depth -= 1;
      if (this.#depth === 0) this.#place = 'after';
    } else if (this.#depth === 0 && (char === ',' || char === '}')) {
      this.#place = 'after';
      return at;
    }
    return at + 1;
  }

  #skipString(char: string, at: number): number {
    if (this.#escape) this.#escape = '';
    else if (char === '\\') this.#escape = '\\';
    else if (char === '"') this.#place = 'skip';
    return at + 1;
  }
}
