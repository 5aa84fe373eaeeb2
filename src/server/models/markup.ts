/**
 * Markup that some models leave in their words: thinking between tags goes into reasoning, and a tool call written as
 * text is told as that. Tags may be cut anywhere, opened and never closed, or closed and never opened. A tag counts at
 * the beginning of a line only, so that a sentence or code about tags stays a sentence.
 */
import type { AdapterEvent } from './adapter.ts';

const THINKING: readonly (readonly [open: string, close: string])[] = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<reasoning>', '</reasoning>'],
  ['<seed:think>', '</seed:think>'],
  ['[think]', '[/think]'],
  ['◁think▷', '◁/think▷'],
  ['<|channel|>analysis<|message|>', '<|end|>'],
];

/** Closed by this; null where all that follows belongs to it. */
const TOOL_CALLS: readonly (readonly [open: string, close: string | null])[] = [
  ['<tool_call>', '</tool_call>'],
  ['<tool_calls>', '</tool_calls>'],
  ['<function_call>', '</function_call>'],
  ['<function_calls>', '</function_calls>'],
  ['<function=', '</function>'],
  ['<invoke name=', '</invoke>'],
  ['<tool_code>', '</tool_code>'],
  ['<minimax:tool_call>', '</minimax:tool_call>'],
  ['```tool_call', '```'],
  ['```tool_code', '```'],
  ['<|tool_call|>', null],
  ['<|tool_call>', null],
  ['<|tool_calls_section_begin|>', null],
  ['<|python_tag|>', null],
  ['<|channel|>commentary to=', null],
  ['<｜tool▁calls▁begin｜>', null],
  ['<｜tool▁call▁begin｜>', null],
  ['[tool_calls]', null],
];

/** A text that begins like this may be a call as bare JSON: it is held until it shows. */
const BARE_CALL = /^(```\w*\s*)?[[{][\s[{]*"(name|function|tool|tool_name|tool_calls|action|type|arguments)"/;
const BARE_PEEK = 48;

/** Models that close a thought they never opened: their next answers begin with one. */
const beginThinking = new Set<string>();

type Mode =
  | { readonly kind: 'text' }
  | { readonly kind: 'think'; readonly close: readonly string[] }
  | { readonly kind: 'tool'; readonly close: string | null }
  | { readonly kind: 'bare' };

/** `tools`: names of the tools that were offered. `source`: which model at which place. */
export async function* withoutMarkup(
  events: AsyncIterable<AdapterEvent>,
  tools: readonly string[],
  source: string,
): AsyncGenerator<AdapterEvent> {
  const reader = new MarkupReader(tools, source);
  for await (const event of events) {
    if (event.type === 'text') yield* reader.read(event.delta);
    else if (event.type === 'finish') {
      yield* reader.end();
      const { opaque: _opaque, ...bare } = event;
      // Lengths that the provider's own layout counts by are true for unchanged text only.
      yield reader.changed ? bare : event;
    } else {
      if (event.type === 'call-start') yield* reader.settle();
      yield event;
    }
  }
}

class MarkupReader {
  readonly #tools: ReadonlySet<string>;
  readonly #source: string;
  #mode: Mode = { kind: 'text' };
  /** Not yet told: it may be the beginning of a tag. */
  #held = '';
  /** The last character before what is held. */
  #before = '\n';
  #said = false;
  #toolText = '';
  /** A thought that was only supposed to be one, for want of an opening tag. */
  #supposed: string | null = null;
  changed = false;

  constructor(tools: readonly string[], source: string) {
    this.#tools = new Set(tools);
    this.#source = source;
    if (!beginThinking.has(source)) return;
    this.#supposed = '';
    this.#mode = { kind: 'think', close: THINKING.map(([, close]) => close) };
  }

  *read(delta: string): Generator<AdapterEvent> {
    this.#held += delta;
    for (let moved = true; moved; ) moved = yield* this.#step();
  }

  /** What is held is text after all: something else follows. */
  *settle(): Generator<AdapterEvent> {
    if (this.#mode.kind === 'bare') {
      this.#mode = { kind: 'text' };
      yield* this.#tell(this.#held);
      this.#held = '';
    }
  }

  *end(): Generator<AdapterEvent> {
    const held = this.#held;
    this.#held = '';
    if (this.#mode.kind === 'bare' && this.#isCall(held)) this.#toolText += held;
    else if (this.#mode.kind === 'tool') this.#toolText += held;
    else if (this.#mode.kind === 'think') yield* this.#think(held);
    else yield* this.#tell(held);
    if (this.#supposed !== null && this.#mode.kind === 'think') {
      // It never closed: it was no thought, and this model is read as others are.
      beginThinking.delete(this.#source);
      const text = this.#supposed.trim();
      if (text !== '') yield { type: 'text', delta: text };
    }
    if (this.#toolText.trim() === '') return;
    this.changed = true;
    yield { type: 'tool-text', text: this.#toolText.trim() };
  }

  /** Tells what is certain; true where there may be more. */
  *#step(): Generator<AdapterEvent, boolean> {
    switch (this.#mode.kind) {
      case 'text':
        return yield* this.#readText();
      case 'think':
        return yield* this.#readThought(this.#mode.close);
      case 'tool':
        return this.#readCall(this.#mode.close);
      case 'bare':
        return yield* this.#readBare();
    }
  }

  *#readText(): Generator<AdapterEvent, boolean> {
    if (!this.#said && /^\s*(```|[[{])/.test(this.#held) && !this.#mayOpen(this.#held.trimStart())) {
      this.#mode = { kind: 'bare' };
      return true;
    }
    const low = lower(this.#held);
    for (const at of tagPlaces(this.#held)) {
      const rest = low.slice(at);
      const atLine = this.#lineStartsAt(at);
      const thought = atLine ? THINKING.find(([open]) => rest.startsWith(open)) : undefined;
      const call = atLine ? TOOL_CALLS.find(([open]) => rest.startsWith(open)) : undefined;
      const closed = THINKING.find(([, close]) => close !== '<|end|>' && rest.startsWith(close));
      if (thought) {
        yield* this.#enter(at, thought[0].length, { kind: 'think', close: [thought[1]] });
        return true;
      }
      if (call) {
        yield* this.#enter(at, 0, { kind: 'tool', close: call[1] });
        return true;
      }
      if (closed && this.#charBefore(at) !== '`') {
        yield* this.#reconsider(at, closed[1].length);
        return true;
      }
      if (isBeginning(rest)) {
        yield* this.#tell(this.#held.slice(0, at));
        this.#held = this.#held.slice(at);
        return false;
      }
    }
    yield* this.#tell(this.#held);
    this.#held = '';
    return false;
  }

  *#enter(at: number, length: number, mode: Mode): Generator<AdapterEvent> {
    this.changed = true;
    yield* this.#tell(this.#held.slice(0, at));
    this.#held = this.#held.slice(at + length);
    this.#mode = mode;
  }

  /** A thought ends here that was never opened. */
  *#reconsider(at: number, length: number): Generator<AdapterEvent> {
    this.changed = true;
    beginThinking.add(this.#source);
    const before = this.#held.slice(0, at);
    this.#held = this.#held.slice(at + length);
    this.#before = '\n';
    if (before.trim() !== '') yield { type: 'reasoning', delta: before };
    if (this.#said) yield { type: 'thought' };
    this.#said = false;
  }

  *#readThought(close: readonly string[]): Generator<AdapterEvent, boolean> {
    const low = lower(this.#held);
    const [at, tag] = firstOf(low, close);
    if (at >= 0) {
      yield* this.#think(this.#held.slice(0, at));
      this.#held = this.#held.slice(at + tag.length);
      this.#mode = { kind: 'text' };
      this.#before = '\n';
      this.#supposed = null;
      this.changed = true;
      return true;
    }
    const keep = heldBack(low, close);
    yield* this.#think(this.#held.slice(0, this.#held.length - keep));
    this.#held = this.#held.slice(this.#held.length - keep);
    return false;
  }

  #readCall(close: string | null): boolean {
    const low = lower(this.#held);
    // The opening tag itself is held: a fence is opened and closed by the same marks.
    const at = close === null ? -1 : low.indexOf(close, this.#toolText === '' ? 3 : 0);
    if (at < 0 || close === null) return false;
    this.#toolText += `${this.#held.slice(0, at + close.length)}\n`;
    this.#held = this.#held.slice(at + close.length);
    this.#mode = { kind: 'text' };
    this.#before = '\n';
    return true;
  }

  *#readBare(): Generator<AdapterEvent, boolean> {
    const text = this.#held.trimStart();
    if (BARE_CALL.test(text) || text.length < BARE_PEEK) return false;
    this.#mode = { kind: 'text' };
    yield* this.#tell(this.#held);
    this.#held = '';
    return false;
  }

  #mayOpen(text: string): boolean {
    const low = lower(text);
    return [...THINKING, ...TOOL_CALLS].some(([open]) => low.startsWith(open) || open.startsWith(low));
  }

  #isCall(text: string): boolean {
    const bare = text.replace(/^\s*```\w*\s*/, '').replace(/\s*```\s*$/, '');
    try {
      return this.#names(JSON.parse(bare));
    } catch {
      // A call that was cut, or two in a row.
      const name = /"(?:name|tool|tool_name|function|action)"\s*:\s*"([^"]+)"/.exec(bare)?.[1];
      return name !== undefined && this.#tools.has(name);
    }
  }

  #names(value: unknown): boolean {
    if (Array.isArray(value)) return value.some((one) => this.#names(one));
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(
      ([key, inner]) =>
        (/^(name|tool|tool_name|function|action)$/.test(key) &&
          typeof inner === 'string' &&
          this.#tools.has(inner)) ||
        (/^(function|tool_calls|tool_call)$/.test(key) && this.#names(inner)),
    );
  }

  *#tell(text: string): Generator<AdapterEvent> {
    // Blank lines between a thought and the first word belong to neither.
    const told = this.#said || !this.changed ? text : text.trimStart();
    if (told === '') return;
    this.#said ||= told.trim() !== '';
    this.#before = told.slice(-1);
    yield { type: 'text', delta: told };
  }

  *#think(text: string): Generator<AdapterEvent> {
    if (text === '') return;
    if (this.#supposed !== null) this.#supposed += text;
    yield { type: 'reasoning', delta: text };
  }

  #charBefore(at: number): string {
    return at > 0 ? (this.#held[at - 1] ?? '') : this.#before;
  }

  #lineStartsAt(at: number): boolean {
    let place = at;
    while (place > 0 && /[ \t]/.test(this.#held[place - 1] ?? '')) place -= 1;
    return this.#charBefore(place) === '\n' || (place === 0 && !this.#said);
  }
}

/** As long as the text: letters outside of ASCII, which may become two, are in no tag. */
function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const FIRST_MARKS = new Set([...THINKING.flat(), ...TOOL_CALLS.map(([open]) => open)].map((tag) => tag[0]));

function* tagPlaces(text: string): Generator<number> {
  for (let at = 0; at < text.length; at += 1) if (FIRST_MARKS.has(text[at])) yield at;
}

const ALL_TAGS = [...THINKING.flat(), ...TOOL_CALLS.map(([open]) => open)];

/** The text may go on to be a tag. */
function isBeginning(text: string): boolean {
  return ALL_TAGS.some((tag) => tag.length > text.length && tag.startsWith(text));
}

function firstOf(text: string, tags: readonly string[]): [number, string] {
  let found: [number, string] = [-1, ''];
  for (const tag of tags) {
    const at = text.indexOf(tag);
    if (at >= 0 && (found[0] < 0 || at < found[0])) found = [at, tag];
  }
  return found;
}

/** Characters at the end that may begin one of the tags. */
function heldBack(text: string, tags: readonly string[]): number {
  const most = Math.max(...tags.map((tag) => tag.length)) - 1;
  for (let length = Math.min(most, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (tags.some((tag) => tag.startsWith(tail))) return length;
  }
  return 0;
}
