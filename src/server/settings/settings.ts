/** The kit's settings in use: what was saved over what the environment gives. */
import { randomBytes } from 'node:crypto';
import type { ConnectionView, PriceView, SettingsAnswer } from '../../agent/model-access.ts';
import { findPrice, type Price } from '../budget/price.ts';
import type { ModelConnection } from '../models/adapter.ts';
import { connectionsFrom, credentialsFrom, type Environment } from './environment.ts';
import { knownModels } from './known-models.ts';
import type { ParsedSettingsChange, StoredConnection, StoredSettings } from './schema.ts';
import type { SettingsFile } from './settings-file.ts';

const PROVIDER_NAMES = { anthropic: 'Anthropic', openai: 'OpenAI', compatible: 'own endpoint' } as const;

/** Where a key came from counts for what is shown, and for what happens when it is missing. */
interface Resolved {
  readonly stored: StoredConnection;
  readonly connection: ModelConnection;
  readonly keyFrom: ConnectionView['keyFrom'];
}

export class Settings {
  readonly #file: SettingsFile;
  readonly #environment: Environment;
  readonly #clock: () => number;
  #stored: StoredSettings;

  private constructor(
    file: SettingsFile,
    environment: Environment,
    clock: () => number,
    stored: StoredSettings,
  ) {
    this.#file = file;
    this.#environment = environment;
    this.#clock = clock;
    this.#stored = stored;
  }

  static async load(file: SettingsFile, environment: Environment, clock: () => number): Promise<Settings> {
    return new Settings(file, environment, clock, await file.read());
  }

  get dailyCapUsd(): number {
    return this.#stored.dailyCapUsd;
  }

  get engine(): 'embedded' | 'webcontainer' {
    return this.#stored.engine;
  }

  get webcontainerKey(): string | undefined {
    return this.#stored.webcontainerKey;
  }

  /** Models that can be asked, in the order of falling back; those without a key they need are left out. */
  connections(): ModelConnection[] {
    return this.#resolve()
      .filter(({ connection, keyFrom }) => connection.kind === 'compatible' || keyFrom !== 'none')
      .map(({ connection }) => connection);
  }

  priceOf(connection: ModelConnection): Price | null {
    const stored = this.#list().find(({ id }) => id === connection.id);
    return findPrice(
      {
        kind: connection.kind,
        model: connection.model,
        baseUrl: connection.baseUrl,
        operatorPrice: stored?.price,
        ownHardware: stored?.ownHardware,
      },
      new Date(this.#clock()),
    );
  }

  view(): SettingsAnswer {
    const { dailyCapUsd, engine, webcontainerKey, connections } = this.#stored;
    return {
      connections: this.#resolve().map((resolved) => this.#viewConnection(resolved)),
      fromEnvironment: connections === undefined,
      dailyCapUsd,
      engine,
      webcontainerKey: webcontainerKey === undefined ? null : maskKey(webcontainerKey),
      knownModels,
    };
  }

  async change(change: ParsedSettingsChange): Promise<void> {
    const { connections, webcontainerKey, ...plain } = change;
    const next: StoredSettings = { ...this.#stored, ...withoutUndefined(plain) };
    if (connections) next.connections = connections.map((entry) => this.#merge(entry));
    if (webcontainerKey === null) delete next.webcontainerKey;
    else if (webcontainerKey !== undefined) next.webcontainerKey = webcontainerKey;
    await this.#file.write(next);
    this.#stored = next;
  }

  #list(): readonly StoredConnection[] {
    return this.#stored.connections ?? connectionsFrom(this.#environment);
  }

  #resolve(): Resolved[] {
    return this.#list().map((stored) => {
      const given = credentialsFrom(this.#environment, stored.kind);
      const baseUrl = stored.kind === 'compatible' ? stored.baseUrl : given.baseUrl;
      // The environment's key goes to the environment's address alone.
      const fits = stored.kind !== 'compatible' || stored.baseUrl === given.baseUrl;
      const apiKey = stored.apiKey ?? (fits ? given.apiKey : undefined);
      const keyFrom = stored.apiKey ? 'settings' : apiKey ? 'environment' : 'none';
      const { id, kind, model } = stored;
      return { stored, keyFrom, connection: { id, kind, label: labelOf(stored), model, baseUrl, apiKey } };
    });
  }

  #viewConnection({ stored, connection, keyFrom }: Resolved): ConnectionView {
    return {
      id: stored.id,
      kind: stored.kind,
      label: connection.label,
      model: stored.model,
      baseUrl: connection.baseUrl ?? null,
      keyMasked: connection.apiKey === undefined ? null : maskKey(connection.apiKey),
      keyFrom,
      price: viewPrice(this.priceOf(connection), stored.model),
      ownHardware: stored.ownHardware === true,
    };
  }

  #merge(entry: NonNullable<ParsedSettingsChange['connections']>[number]): StoredConnection {
    const before = this.#list().find(({ id, kind }) => id === entry.id && kind === entry.kind);
    const { apiKey, id, ...fields } = entry;
    // A key goes only where it was entered for: another address forgets it.
    const kept = before?.baseUrl === entry.baseUrl ? before?.apiKey : undefined;
    const nextKey = apiKey === null ? undefined : (apiKey ?? kept);
    return {
      ...withoutUndefined(fields),
      id: before?.id ?? `c-${randomBytes(6).toString('hex')}`,
      kind: entry.kind,
      model: entry.model,
      ...(nextKey === undefined ? {} : { apiKey: nextKey }),
    };
  }
}

function labelOf(stored: StoredConnection): string {
  if (stored.label) return stored.label;
  const host = stored.kind === 'compatible' ? URL.parse(stored.baseUrl ?? '')?.host : undefined;
  return host ?? PROVIDER_NAMES[stored.kind];
}

/** `sk-…4f2a`: enough to recognise, too little to use. */
export function maskKey(key: string): string {
  if (key.length < 12) return '…';
  const head = /^[a-z]{2,5}[-_]/i.exec(key)?.[0] ?? '';
  return `${head}…${key.slice(-4)}`;
}

function viewPrice(price: Price | null, model: string): PriceView {
  if (!price) {
    return {
      state: 'unknown',
      inputPerMillion: null,
      outputPerMillion: null,
      note: `No price is known for ${model}, so it is not asked. Enter its price, or declare that it runs on own hardware.`,
    };
  }
  const notes = {
    known: `From the bundled price list (${price.version}).`,
    operator: 'Entered here.',
    'own-hardware': 'Runs on own hardware: counted as 0.',
  };
  return {
    state: price.state,
    inputPerMillion: price.inputPerMillion,
    outputPerMillion: price.outputPerMillion,
    note: notes[price.state],
  };
}

function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}
