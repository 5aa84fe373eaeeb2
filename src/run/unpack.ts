/** Unpacks a zip that may be hostile: names, counts and sizes are looked at before a byte of it is inflated. */
import { unzipSync } from 'fflate';

/** A zip with more entries was not exported by the kit. */
const MAX_ENTRIES = 2_000;
/** Unpacked against packed: logs of events reach about 40; far more is made to fill the memory. */
const MAX_RATIO = 200;
/** A small file may be as dense as it likes. */
const RATIO_FROM_BYTES = 256 * 1024;

/** Why a zip is refused. `entries`: too many; `bytes`: too large unpacked; `ratio`: too densely packed. */
export class UnpackError extends Error {
  readonly code: 'entries' | 'bytes' | 'ratio' | 'damaged';
  /** What all of it would be unpacked; of use for `bytes`. */
  readonly bytes: number;

  constructor(code: UnpackError['code'], bytes = 0) {
    super(code);
    this.name = 'UnpackError';
    this.code = code;
    this.bytes = bytes;
  }
}

export interface UnpackOptions {
  /** By its name with slashes; all else is passed over, so that no path can lead anywhere. */
  readonly wants: (name: string) => boolean;
  /** Of all that is wanted, unpacked. */
  readonly maxBytes: number;
}

/** What is wanted of a zip, by its name with slashes: some programs write backslashes. Throws {@link UnpackError}. */
export function unpack(bytes: Uint8Array, options: UnpackOptions): ReadonlyMap<string, Uint8Array> {
  let [entries, total] = [0, 0];
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries += 1;
        if (entries > MAX_ENTRIES) throw new UnpackError('entries');
        if (!options.wants(withSlashes(name))) return false;
        total += originalSize;
        if (total > options.maxBytes) throw new UnpackError('bytes', total);
        const dense = originalSize > RATIO_FROM_BYTES && originalSize > size * MAX_RATIO;
        if (dense) throw new UnpackError('ratio', total);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof UnpackError ? error : new UnpackError('damaged');
  }
  return new Map(Object.entries(files).map(([name, data]) => [withSlashes(name), data]));
}

function withSlashes(name: string): string {
  return name.replaceAll('\\', '/');
}
