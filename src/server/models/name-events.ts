/** Server-sent events whose lines name no event, for readers that pass over those. */

/**
 * Puts the name that stands in an event's own JSON (`type`) before its data where the server gives it none. Everything
 * else passes as it is.
 */
export function nameEvents(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  let unread = '';
  let named = false;
  function read(line: string): string {
    if (line.trim() === '') named = false;
    else if (line.startsWith('event:')) named = true;
    else if (line.startsWith('data:') && !named) {
      named = true;
      const type = typeOf(line.slice('data:'.length));
      if (type !== null) return `event: ${type}\n${line}`;
    }
    return line;
  }
  return new TransformStream({
    transform(bytes, controller) {
      const lines = (unread + decoder.decode(bytes, { stream: true })).split('\n');
      unread = lines.pop() ?? '';
      if (lines.length > 0) controller.enqueue(encoder.encode(`${lines.map(read).join('\n')}\n`));
    },
    flush(controller) {
      controller.enqueue(encoder.encode(read(unread + decoder.decode())));
    },
  });
}

function typeOf(data: string): string | null {
  try {
    const value: unknown = JSON.parse(data);
    const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : null;
    return typeof type === 'string' && /^\w+$/.test(type) ? type : null;
  } catch {
    return null;
  }
}
