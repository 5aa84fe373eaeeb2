/** Looks for a model server on this machine: Ollama and LM Studio at their usual ports. */
import type { LocalModelServer } from '../../agent/model-access.ts';

const PROBE_MS = 800;
const MOST_BYTES = 2_000_000;

const usualServers = [
  { name: 'Ollama', port: 11434 },
  { name: 'LM Studio', port: 1234 },
] as const;

export interface LocalSearch {
  readonly fetch: typeof fetch;
  /** For tests: other ports. */
  readonly ports?: Readonly<Partial<Record<LocalModelServer['name'], number>>>;
}

/** Both are asked at once, by the endpoint that every compatible server has; silence is no error. */
export async function findLocalModels(search: LocalSearch): Promise<LocalModelServer[]> {
  const found = await Promise.all(
    usualServers.map(async ({ name, port }) => {
      const baseUrl = `http://127.0.0.1:${search.ports?.[name] ?? port}/v1`;
      const models = await listModels(search.fetch, baseUrl);
      return models === null ? null : { name, baseUrl, models };
    }),
  );
  return found.filter((server) => server !== null);
}

async function listModels(ask: typeof fetch, baseUrl: string): Promise<string[] | null> {
  try {
    const response = await ask(`${baseUrl}/models`, {
      signal: AbortSignal.timeout(PROBE_MS),
      redirect: 'error',
    });
    if (!response.ok) return null;
    const text = await response.text();
    if (text.length > MOST_BYTES) return null;
    return readModelIds(JSON.parse(text));
  } catch {
    return null;
  }
}

function readModelIds(answer: unknown): string[] | null {
  const { data } = (typeof answer === 'object' && answer !== null ? answer : {}) as { data?: unknown };
  if (data !== null && !Array.isArray(data)) return null;
  return (data ?? [])
    .map((entry: unknown) => (entry as { id?: unknown } | null)?.id)
    .filter((id): id is string => typeof id === 'string' && /^[\w.:/@-]{1,120}$/.test(id));
}
