/**
 * What a provider wants back unchanged with the next request: signed or encrypted reasoning.
 * It travels through the browser, so it is parsed as untrusted input, and it belongs to one
 * model: a fall-back to another must not send it on. Text and calls are kept by length and id
 * only, because the message already holds them.
 */
import { z } from 'zod';

const opaqueSchema = z.object({
  provider: z.enum(['anthropic', 'openai']),
  model: z.string(),
  layout: z
    .array(
      z.union([
        z.object({ text: z.int().min(1) }),
        z.object({ call: z.string() }),
        z.object({ reasoning: z.record(z.string(), z.unknown()) }),
      ]),
    )
    .max(500),
});
export type OpaqueReply = z.infer<typeof opaqueSchema>;
export type OpaquePart = OpaqueReply['layout'][number];

/** @returns null where there is nothing to give back, or it belongs to another model. */
export function readOpaque(
  value: unknown,
  provider: OpaqueReply['provider'],
  model: string,
): readonly OpaquePart[] | null {
  const parsed = opaqueSchema.safeParse(value);
  if (!parsed.success || parsed.data.provider !== provider || parsed.data.model !== model) return null;
  return parsed.data.layout;
}

/** Remembers the order of a reply's parts while it streams. */
export class ReplyLayout {
  readonly #parts: OpaquePart[] = [];

  addText(delta: string): void {
    const last = this.#parts.at(-1);
    if (last && 'text' in last) this.#parts[this.#parts.length - 1] = { text: last.text + delta.length };
    else if (delta !== '') this.#parts.push({ text: delta.length });
  }

  addCall(id: string): void {
    this.#parts.push({ call: id });
  }

  addReasoning(reasoning: Record<string, unknown>): void {
    this.#parts.push({ reasoning });
  }

  /** @returns undefined where the reply holds no reasoning: then text and calls say it all. */
  toOpaque(provider: OpaqueReply['provider'], model: string): OpaqueReply | undefined {
    if (!this.#parts.some((part) => 'reasoning' in part)) return undefined;
    return { provider, model, layout: this.#parts };
  }
}
