/** Counting tokens without a tokenizer: an upper bound to reserve, and a guess where nothing was reported. */
import type { ModelRequest } from '../../agent/model.ts';

/** What providers add around messages and tools (roles, tool preambles), on the safe side. */
const TOKENS_PER_MESSAGE = 12;
const TOKENS_PER_TOOL = 60;
const TOKENS_PER_REQUEST = 600;

/**
 * Most tokens a text can have in practice: two ASCII characters a token (prose has four, code
 * about three, base64 and digits about two), and one token for each byte of anything else.
 */
export function mostTokens(text: string): number {
  const bytes = Buffer.byteLength(text);
  const other = bytes - countAscii(text);
  return Math.ceil((bytes - other) / 2) + other;
}

function countAscii(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 128) count++;
  return count;
}

/** Upper bound of a request's input tokens. */
export function mostInputTokens(request: ModelRequest): number {
  let tokens = TOKENS_PER_REQUEST + mostTokens(request.system);
  for (const tool of request.tools) {
    tokens += TOKENS_PER_TOOL + mostTokens(tool.name + tool.description + JSON.stringify(tool.inputSchema));
  }
  for (const message of request.messages) {
    tokens += TOKENS_PER_MESSAGE + mostTokens(JSON.stringify(message));
  }
  return tokens;
}

/** Likely tokens of streamed output that no provider counted: about three characters a token, rounded up. */
export function countedTokens(characters: number): number {
  return Math.ceil(characters / 3);
}
