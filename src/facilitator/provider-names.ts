import type { ProviderKind } from '../agent/model-access.ts';

/** How the providers are called on screen. */
export const providerNames: Readonly<Record<ProviderKind, string>> = {
  anthropic: 'Anthropic',
  openai: 'OpenAI',
  compatible: 'Other endpoint',
};

/** One line on each, for the choice. */
export const providerHelp: Readonly<Record<ProviderKind, string>> = {
  anthropic: 'Claude models, with a key',
  openai: 'GPT models, with a key',
  compatible: 'Ollama, LM Studio, vLLM, Azure, OpenRouter',
};
