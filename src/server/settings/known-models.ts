/** Model ids to offer. The types are the SDKs' own lists: an id that they drop no longer compiles here. */
import type { Model as AnthropicModel } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ChatModel } from 'openai/resources/shared';
import type { ProviderKind } from '../../agent/model-access.ts';

/** The literal ids of a list that also admits any text. */
type Listed<Id> = Id extends string ? (string extends Id ? never : Id) : never;

const anthropic: readonly Listed<AnthropicModel>[] = [
  'claude-sonnet-5',
  'claude-sonnet-5-5',
  'claude-opus-5-5',
  'claude-opus-5',
  'claude-haiku-5-5',
  'claude-haiku-4-5',
  'claude-fable-5-2',
  'claude-fable-5-1',
];

const openai: readonly ChatModel[] = [
  'gpt-6-sol',
  'gpt-6-astra',
  'gpt-6-luna',
  'gpt-6.1-sol',
  'gpt-6.1-terra',
  'gpt-5.6-sol',
  'gpt-5.6-terra',
  'gpt-5.5',
];

export const knownModels: Readonly<Record<ProviderKind, readonly string[]>> = {
  anthropic,
  openai,
  compatible: [],
};

/** Asked where a key is given and no model named: capable with tools, and its price is known. */
export const defaultModels = { anthropic: 'claude-sonnet-5', openai: 'gpt-6-sol' } as const;
