import { damageOf, markDamage, wholePart } from './integrity.ts';
import { toJsonl } from './recorder.ts';
import type { RunRecord } from './schema.ts';
import type { RunStore, StoredRun } from './store.ts';
import { tellStory } from './story.ts';
import { summarise } from './summary.ts';

/** Keeps runs until the page is closed: where the browser gives no store (private windows, some settings). */
export class MemoryRunStore implements RunStore {
  readonly durable = false;
  readonly #runs = new Map<string, RunRecord>();
  readonly #listeners = new Set<() => void>();

  async list(): Promise<readonly StoredRun[]> {
    return [...this.#runs.values()].map(storedRun).sort((one, other) => other.updatedAt - one.updatedAt);
  }

  async get(runId: string): Promise<RunRecord | null> {
    return this.#runs.get(runId) ?? null;
  }

  async save(record: RunRecord): Promise<void> {
    const snapshot = { header: record.header, events: [...record.events] };
    this.#runs.set(record.header.runId, markDamage(snapshot, damageOf(record)));
    this.#notify();
  }

  async remove(runId: string): Promise<void> {
    this.#runs.delete(runId);
    this.#notify();
  }

  async clear(): Promise<void> {
    this.#runs.clear();
    this.#notify();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function storedRun(record: RunRecord): StoredRun {
  const last = record.events.at(-1);
  return {
    runId: record.header.runId,
    header: record.header,
    summary: summarise(tellStory(wholePart(record))),
    updatedAt: last?.timestamp ?? Date.parse(record.header.startedAt),
    size: toJsonl(record).length,
    lastSeq: last?.seq ?? 0,
  };
}
