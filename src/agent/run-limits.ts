/** Caps of one round of the agent. A cap ends the round with a plain explanation; the work is kept. */
export interface RunLimits {
  /** Answers of the model. */
  readonly steps: number;
  /** ms of work, pauses not counted. */
  readonly ms: number;
  /** Tokens in and out, summed over the answers. */
  readonly tokens: number;
  /** Tokens of one answer. */
  readonly answerTokens: number;
  /** Characters of one tool result that the model reads. */
  readonly resultCharacters: number;
  /** Times the kit asks again after a busy or broken answer. */
  readonly retries: number;
  /** ms: a provider that wants a longer wait than this is given up. */
  readonly longestWaitMs: number;
}

export const DEFAULT_RUN_LIMITS: RunLimits = {
  // A good build of an app takes about 25, of the largest model about 60; far more is an agent going round in circles.
  steps: 160,
  // Nobody in a room waits longer.
  ms: 20 * 60_000,
  // 160 steps that each read a conversation of 25,000 tokens.
  tokens: 4_000_000,
  // A file of about 1,200 lines.
  answerTokens: 16_000,
  // About 8,000 tokens: enough for a long file, little enough to be sent again with every step.
  resultCharacters: 30_000,
  retries: 4,
  longestWaitMs: 60_000,
};

export type LimitCode = 'steps' | 'time' | 'tokens' | 'repetition';

/** Why a round ended at a cap, and what to do. */
export function limitText(limit: LimitCode, limits: RunLimits): string {
  const cap = {
    steps: `The agent took ${limits.steps} steps, the most it may take for one request.`,
    time: `The agent worked for ${Math.round(limits.ms / 60_000)} minutes, the longest it may for one request.`,
    tokens: `The agent used ${limits.tokens.toLocaleString('en-GB')} tokens, the most it may for one request.`,
    repetition: 'The agent did the same again and again without getting further.',
  }[limit];
  return `${cap} Its work so far is kept. Ask for the next change to go on.`;
}
