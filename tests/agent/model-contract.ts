/** What every model keeps to, whoever plays its part. */
import { describe, expect, it } from 'vitest';
import type { Model, ModelEvent, ModelMessage, ModelRequest } from '../../src/agent/model.ts';

export const CONTRACT_TEXT = 'First a plan: “Größe” 😀, then the work.';
export const CONTRACT_CALL = {
  name: 'write_file',
  input: { path: '/src/größe.ts', content: 'export const a = "😀\\n";\n\t// “quoted” \u2028 end\n' },
};
export const CONTRACT_REQUEST = 'Build it';

export interface ContractModel {
  /** Answers `CONTRACT_REQUEST` by `CONTRACT_TEXT` and `CONTRACT_CALL`, then the call's result by words alone. */
  readonly model: Model;
  /** The same, but it pauses for ever after its first event. */
  readonly slow: Model;
}

const base: Omit<ModelRequest, 'messages'> = { system: '', tools: [], maxOutputTokens: 1000 };
const first: ModelRequest = { ...base, messages: [{ role: 'user', text: CONTRACT_REQUEST }] };

export function describeModelContract(
  name: string,
  make: () => ContractModel | Promise<ContractModel>,
): void {
  describe(`${name} keeps the contract of a model`, () => {
    it('says text and calls a tool, whole, and finishes once and last', async () => {
      const events = await collect((await make()).model, first);
      expect(textOf(events)).toBe(CONTRACT_TEXT);
      const [start, ...more] = events.filter((event) => event.type === 'call-start');
      expect(more).toEqual([]);
      expect(start).toMatchObject({ name: CONTRACT_CALL.name });
      expect(JSON.parse(inputOf(events))).toEqual(CONTRACT_CALL.input);
      expect(events.filter((event) => event.type === 'finish')).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'tools' });
    });

    it('opens a call before its input and closes it after', async () => {
      const events = await collect((await make()).model, first);
      const calls = events.filter((event) => event.type.startsWith('call-')).map((event) => event.type);
      expect(calls[0]).toBe('call-start');
      expect(calls.at(-1)).toBe('call-end');
      expect(calls.slice(1, -1).every((type) => type === 'call-input')).toBe(true);
    });

    it('goes on when it reads the result of its call', async () => {
      const { model } = await make();
      const events = await collect(model, first);
      const second = await collect(model, { ...base, messages: [...first.messages, ...answered(events)] });
      expect(second.some((event) => event.type === 'call-start')).toBe(false);
      expect(second.at(-1)).toMatchObject({ type: 'finish', reason: 'done' });
    });

    it('counts tokens in whole numbers', async () => {
      const finish = (await collect((await make()).model, first)).at(-1);
      const usage = finish?.type === 'finish' ? finish.usage : null;
      for (const count of [
        usage?.input,
        usage?.output,
        usage?.cacheRead,
        usage?.cacheWrite,
        usage?.reasoning,
      ]) {
        expect(Number.isInteger(count) && Number(count) >= 0).toBe(true);
      }
    });

    it('says nothing where it was aborted before', async () => {
      const { model } = await make();
      const reason = new Error('enough');
      await expect(collect(model, first, AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it('ends with the reason of an abort in the middle', async () => {
      const { slow } = await make();
      const aborter = new AbortController();
      const reason = new Error('enough');
      const seen: ModelEvent[] = [];
      const run = (async () => {
        for await (const event of slow.respond(first, aborter.signal)) {
          seen.push(event);
          setTimeout(() => aborter.abort(reason), 1);
        }
      })();
      await expect(run).rejects.toBe(reason);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.some((event) => event.type === 'finish')).toBe(false);
    });
  });
}

export async function collect(
  model: Model,
  request: ModelRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.respond(request, signal)) events.push(event);
  return events;
}

export function textOf(events: readonly ModelEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
}

export function inputOf(events: readonly ModelEvent[]): string {
  return events.map((event) => (event.type === 'call-input' ? event.delta : '')).join('');
}

/** The conversation after an answer whose calls were all carried out. */
export function answered(events: readonly ModelEvent[], text = 'ok', ok = true): ModelMessage[] {
  const calls = events.flatMap((event) =>
    event.type === 'call-start'
      ? [
          {
            id: event.id,
            name: event.name,
            input: events
              .map((piece) => (piece.type === 'call-input' && piece.id === event.id ? piece.delta : ''))
              .join(''),
          },
        ]
      : [],
  );
  return [
    { role: 'assistant', text: textOf(events), calls },
    ...calls.map(({ id, name }): ModelMessage => ({ role: 'tool', callId: id, name, text, ok })),
  ];
}
