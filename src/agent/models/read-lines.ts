/** A line longer than this is no honest event; it would fill the memory. */
const LONGEST_LINE = 4_000_000;

/**
 * Lines of a byte stream, those of one chunk together. Chunks may be cut anywhere, inside a character too.
 * Blank lines are left out. The stream is let go of when the reading ends, however it ends.
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  // A pending read must not outlive the abort.
  const onAbort = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', onAbort, { once: true });
  let open = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      open += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = open.split('\n');
      open = done ? '' : (lines.pop() ?? '');
      if (open.length > LONGEST_LINE) throw new Error('A line of the answer is too long.');
      const full = lines.map((line) => line.trim()).filter((line) => line !== '');
      if (full.length > 0) yield full;
      if (done) return;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await reader.cancel().catch(() => undefined);
  }
}
