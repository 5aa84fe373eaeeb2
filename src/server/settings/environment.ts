/** What the operator gives by environment variables. */
import type { ProviderKind } from '../../agent/model-access.ts';
import { defaultModels } from './known-models.ts';
import { baseUrlSchema, type StoredConnection } from './schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Key and address of a provider; a key is only ever sent to the address beside it. */
export interface ProviderCredentials {
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
}

export function credentialsFrom(environment: Environment, kind: ProviderKind): ProviderCredentials {
  if (kind === 'anthropic') {
    return {
      apiKey: filled(environment.ANTHROPIC_API_KEY),
      baseUrl: readAddress(environment.ANTHROPIC_BASE_URL),
    };
  }
  if (kind === 'openai') {
    return { apiKey: filled(environment.OPENAI_API_KEY), baseUrl: readAddress(environment.OPENAI_BASE_URL) };
  }
  return {
    apiKey: filled(environment.FIRSTHAND_API_KEY),
    baseUrl: readAddress(environment.FIRSTHAND_BASE_URL),
  };
}

/** Connections where nothing was saved: an own endpoint first, then Anthropic, then OpenAI. */
export function connectionsFrom(environment: Environment): StoredConnection[] {
  const model = filled(environment.FIRSTHAND_MODEL);
  const { baseUrl } = credentialsFrom(environment, 'compatible');
  const found: StoredConnection[] = [];
  if (baseUrl && model) found.push({ id: 'environment-compatible', kind: 'compatible', model, baseUrl });
  const named = baseUrl ? undefined : model;
  for (const kind of ['anthropic', 'openai'] as const) {
    if (!credentialsFrom(environment, kind).apiKey) continue;
    const own = named !== undefined && named.startsWith('claude') === (kind === 'anthropic');
    found.push({ id: `environment-${kind}`, kind, model: own ? named : defaultModels[kind] });
  }
  // A model that was named is asked first.
  return found.toSorted((a, b) => Number(b.model === named) - Number(a.model === named));
}

function filled(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}

function readAddress(value: string | undefined): string | undefined {
  const parsed = baseUrlSchema.safeParse(value ?? '');
  return parsed.success ? parsed.data : undefined;
}
