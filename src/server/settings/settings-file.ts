/** Reads and writes the settings file: mode 0600, replaced whole, never half written. */
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type StoredSettings, storedSettingsSchema } from './schema.ts';

export interface SettingsFile {
  read(): Promise<StoredSettings>;
  write(settings: StoredSettings): Promise<void>;
}

/** The settings file is there but cannot be understood; it is never overwritten silently. */
export class SettingsFileError extends Error {
  readonly code = 'settings-file';
  readonly hint: string;
  constructor(path: string, cause: unknown) {
    super(`The settings in ${path} cannot be read.`, { cause });
    this.name = 'SettingsFileError';
    this.hint = 'Repair the file, or move it away and enter the settings again.';
  }
}

export function createSettingsFile(path: string): SettingsFile {
  let tail: Promise<void> = Promise.resolve();
  return {
    read: () => readSettings(path),
    write(settings) {
      const writing = tail.then(() => writeSettings(path, settings));
      tail = writing.catch(() => {});
      return writing;
    },
  };
}

async function readSettings(path: string): Promise<StoredSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return storedSettingsSchema.parse({ version: 1 });
    throw new SettingsFileError(path, error);
  }
  try {
    const settings = storedSettingsSchema.parse(JSON.parse(text));
    await chmod(path, 0o600);
    return settings;
  } catch {
    // The cause could quote the file, and with it a key.
    throw new SettingsFileError(path, undefined);
  }
}

async function writeSettings(path: string, settings: StoredSettings): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(settings, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
