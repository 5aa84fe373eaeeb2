/** The rehearsal: plays the model's part from an authored script over real tools. */

import { isCutResult } from '../cut-result.ts';
import type { Model, ModelEvent, ModelMessage, ModelRequest, ToolCall } from '../model.ts';
import { NO_USAGE } from './no-usage.ts';
import { type PaceOptions, Pacer } from './pace.ts';

/** What the script says or does next. */
export type RehearsalMove =
  | { readonly move: 'say'; readonly text: string }
  | { readonly move: 'call'; readonly tool: string; readonly input: Readonly<Record<string, unknown>> };

/** What came back from a call. */
export interface RehearsalResult {
  readonly ok: boolean;
  readonly text: string;
}

/** A part of the script: yields moves, receives the result of each call, branches on it. */
export type RehearsalPart = Generator<RehearsalMove, void, RehearsalResult>;

export interface RehearsalScript {
  readonly title: string;
  /** The first build. */
  build(): RehearsalPart;
  /** The change for a request, or null where the script does not know it. */
  answer(request: string): RehearsalPart | null;
  /** Labels of the scripted requests nearest to this one, best first. */
  nearest(request: string): readonly string[];
}

/** `say('…')` in a script. */
export function say(text: string): RehearsalMove {
  return { move: 'say', text };
}

/** `const result = yield call('bash', { command: 'npm test' })` in a script. */
export function call(tool: string, input: Readonly<Record<string, unknown>>): RehearsalMove {
  return { move: 'call', tool, input };
}

const NOTHING: RehearsalResult = { ok: true, text: '' };

/**
 * A model whose answers come from a script. It follows the conversation that it is given: taken up again after
 * a reload, or on a fork, it plays the part silently up to where the conversation stands. Where the conversation
 * is not the script's (a live model began it), it begins the part of the last request anew, on the files as they are.
 * What the script does not know it answers plainly, and never pretends.
 */
export function createRehearsalModel(script: RehearsalScript, options: PaceOptions = {}): Model {
  const pacer = new Pacer(options);
  let player = new ScriptPlayer(script);
  return {
    mode: 'rehearsal',
    label: script.title,
    async *respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
      signal.throwIfAborted();
      if (!player.follows(request.messages)) player = new ScriptPlayer(script);
      player.read(request.messages);
      const turn = player.next();
      await pacer.pause(signal);
      yield* speak(turn, pacer, signal);
    },
  };
}

interface Turn {
  readonly texts: readonly string[];
  readonly call: ToolCall | null;
  readonly outside: { readonly request: string; readonly nearest: readonly string[] } | null;
}

async function* speak(turn: Turn, pacer: Pacer, signal: AbortSignal): AsyncIterable<ModelEvent> {
  if (turn.outside) yield { type: 'outside', ...turn.outside };
  for (const [index, text] of turn.texts.entries()) {
    const whole = index > 0 ? `\n\n${text}` : text;
    for await (const delta of pacer.pieces(whole, signal)) yield { type: 'text', delta };
  }
  if (turn.call) {
    const { id, name, input } = turn.call;
    yield { type: 'call-start', id, name };
    for await (const delta of pacer.pieces(input, signal)) yield { type: 'call-input', id, delta };
    yield { type: 'call-end', id };
  }
  signal.throwIfAborted();
  yield { type: 'finish', reason: turn.call ? 'tools' : 'done', usage: NO_USAGE };
}

/** Where the script stands in a conversation. */
class ScriptPlayer {
  readonly #script: RehearsalScript;
  #read = 0;
  #requests = 0;
  #calls = 0;
  #part: RehearsalPart | null = null;
  /** The move the part stands at, not yet in the conversation. */
  #move: IteratorResult<RehearsalMove, void> | null = null;
  /** Request that the running part carries out. */
  #request: { readonly text: string; readonly first: boolean } | null = null;
  /** What came while a part was at work; its turn comes after. */
  #later: string[] = [];
  #outside: string | null = null;
  #said: string[] = [];
  /** Only words next: the person stopped the work and asked for what the script does not know. */
  #wordsOnly = false;
  /** The conversation is not the script's. */
  #foreign = false;
  #turn: Turn | null = null;

  constructor(script: RehearsalScript) {
    this.#script = script;
  }

  /** False where the conversation is not the one this player has read so far. */
  follows(messages: readonly ModelMessage[]): boolean {
    return messages.length >= this.#read;
  }

  /** Reads what is new in the conversation. */
  read(messages: readonly ModelMessage[]): void {
    for (const message of messages.slice(this.#read)) {
      if (message.role === 'user') this.#hear(message);
      else if (message.role === 'assistant') this.#compare(message.calls);
      else this.#receive(message);
    }
    this.#read = messages.length;
    if (this.#foreign) this.#beginAnew();
  }

  /** What to say and do next; the same again where an answer broke off and is asked for once more. */
  next(): Turn {
    this.#turn ??= this.#makeTurn();
    return this.#turn;
  }

  #makeTurn(): Turn {
    const said = this.#said.splice(0);
    const texts = this.#wordsOnly ? said : [...said, ...this.#collect()];
    const move = !this.#wordsOnly && this.#move?.done === false ? this.#move.value : null;
    const outside = this.#outside;
    this.#outside = null;
    this.#wordsOnly = false;
    return {
      texts,
      call: move?.move === 'call' ? this.#callOf(move) : null,
      outside: outside === null ? null : { request: outside, nearest: this.#script.nearest(outside) },
    };
  }

  /** An answer that never came into the conversation is given again with the next one. */
  #takeBack(): void {
    const turn = this.#turn;
    this.#turn = null;
    if (!turn) return;
    this.#said.unshift(...turn.texts);
    this.#outside ??= turn.outside?.request ?? null;
    if (turn.call) this.#calls -= 1;
  }

  /** Moves on to the next call, through everything the script says before it. */
  #collect(): string[] {
    const texts: string[] = [];
    for (;;) {
      while (this.#move?.done === false && this.#move.value.move === 'say') {
        texts.push(this.#move.value.text);
        this.#move = this.#part?.next(NOTHING) ?? null;
      }
      if (this.#move?.done === false) return texts;
      this.#end();
      const request = this.#later.shift();
      if (request === undefined) return texts;
      this.#begin(request);
      texts.push(...this.#said.splice(0));
    }
  }

  #callOf(move: Extract<RehearsalMove, { move: 'call' }>): ToolCall {
    this.#calls += 1;
    return { id: `call-${this.#calls}`, name: move.tool, input: JSON.stringify(move.input) };
  }

  #hear({ text, note }: Extract<ModelMessage, { role: 'user' }>): void {
    this.#takeBack();
    if (this.#move?.done) this.#end();
    if (this.#part === null) this.#begin(text);
    else this.#interject(text, note !== undefined);
  }

  #begin(text: string): void {
    this.#start({ text, first: this.#requests === 0 });
    this.#requests += 1;
  }

  #start(request: { readonly text: string; readonly first: boolean }): void {
    this.#request = request;
    this.#part = request.first ? this.#script.build() : this.#script.answer(request.text);
    this.#move = this.#part?.next(NOTHING) ?? null;
    if (this.#part === null) this.#refuse(request.text);
  }

  /** A message to the agent at work: a change the script knows comes after this one. */
  #interject(text: string, stopped: boolean): void {
    if (this.#script.answer(text) === null) {
      this.#refuse(text);
      this.#wordsOnly = stopped;
    } else {
      this.#later.push(text);
      this.#said.push('Noted. This comes right after the work at hand.');
    }
  }

  #refuse(text: string): void {
    const nearest = this.#script.nearest(text).slice(0, 3);
    const offer = nearest.map((label) => `“${label}”`).join(', ');
    this.#said.push(
      `This request needs a live model.${offer ? ` The rehearsal knows these: ${offer}.` : ''}`,
    );
    this.#outside = text;
  }

  #end(): void {
    this.#part = null;
    this.#move = null;
    this.#request = null;
  }

  /** An answer that stands in the conversation: ours, or somebody else's. */
  #compare(calls: readonly ToolCall[]): void {
    if (this.#foreign) {
      this.#said = [];
      this.#outside = null;
      if (calls.length === 0) this.#endForeign();
      return;
    }
    const own = this.next();
    this.#turn = null;
    if (calls.length === 0) {
      if (own.call) this.#end();
      return;
    }
    const [only] = calls;
    this.#foreign = !(calls.length === 1 && only && own.call && sameCall(only, own.call));
  }

  #receive(message: Extract<ModelMessage, { role: 'tool' }>): void {
    // A call that was stopped is made again.
    if (this.#foreign || (!message.ok && isCutResult(message.text))) return;
    this.#move = this.#part?.next({ ok: message.ok, text: message.text }) ?? null;
  }

  /** A round that another model brought to its end. */
  #endForeign(): void {
    this.#foreign = false;
    this.#later = [];
    this.#end();
  }

  #beginAnew(): void {
    this.#foreign = false;
    if (this.#request) this.#start(this.#request);
  }
}

function sameCall(one: ToolCall, other: ToolCall): boolean {
  if (one.name !== other.name) return false;
  try {
    return JSON.stringify(JSON.parse(one.input)) === JSON.stringify(JSON.parse(other.input));
  } catch {
    return one.input === other.input;
  }
}
