/**
 * The few functions of Node's zlib that just-bash asks for (`gzip`, `gunzip`, `zcat`, `rg -z`),
 * for the worker in a browser. Put in place of `node:zlib` by `bundle.ts`.
 */
import { Gunzip, gzipSync as pack } from 'fflate';

export const constants = { Z_DEFAULT_COMPRESSION: -1, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9 } as const;

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

function toLevel(level: number | undefined): Level {
  return level !== undefined && level >= 0 && level <= 9 ? (Math.trunc(level) as Level) : 6;
}

/** Bytes with the one method of Node's Buffer that callers use. */
class Bytes extends Uint8Array {
  static over(data: Uint8Array): Bytes {
    return new Bytes(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  }
  override toString(encoding?: string): string {
    if (encoding === 'latin1' || encoding === 'binary') {
      return Array.from(this, (byte) => String.fromCharCode(byte)).join('');
    }
    return new TextDecoder().decode(this);
  }
}

export function gzipSync(data: Uint8Array, options: { level?: number } = {}): Uint8Array {
  return Bytes.over(pack(data, { level: toLevel(options.level), mtime: 0 }));
}

/** @throws RangeError with Node's code where the result would be larger than `maxOutputLength`. */
export function gunzipSync(data: Uint8Array, options: { maxOutputLength?: number } = {}): Uint8Array {
  const max = options.maxOutputLength ?? Number.POSITIVE_INFINITY;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((chunk) => {
    length += chunk.length;
    if (length > max) {
      throw Object.assign(new RangeError(`Cannot create a Buffer larger than ${max} bytes`), {
        code: 'ERR_BUFFER_TOO_LARGE',
      });
    }
    chunks.push(chunk.slice());
  });
  const step = 8 * 1024;
  for (let at = 0; at < data.length; at += step)
    stream.push(data.subarray(at, at + step), at + step >= data.length);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return Bytes.over(whole);
}
