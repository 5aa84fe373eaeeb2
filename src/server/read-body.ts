/** Reads a JSON body: capped while it arrives, parsed once, told plainly where it is wrong. */
import type { z } from 'zod';
import { RequestProblem } from './problem.ts';

/** Most bytes of an ordinary body. */
export const SMALL_BODY = 64 * 1024;

export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  mostBytes = SMALL_BODY,
): Promise<z.output<Schema>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new RequestProblem(415, 'not-json', 'The request is not JSON.', 'Send it as application/json.');
  }
  const parsed = schema.safeParse(parseJson(await readText(request, mostBytes)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the request';
  throw new RequestProblem(
    400,
    'invalid',
    `“${where}” is not right: ${issue?.message ?? 'unknown'}.`,
    'Correct it and send it again.',
  );
}

async function readText(request: Request, mostBytes: number): Promise<string> {
  const tooLarge = new RequestProblem(
    413,
    'too-large',
    `The request is larger than ${Math.round(mostBytes / 1024)} KB.`,
    'Send less at once.',
  );
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestProblem(
      400,
      'not-json',
      text === '' ? 'The request is empty.' : 'The request is not readable JSON.',
      'Send one JSON object.',
    );
  }
}
