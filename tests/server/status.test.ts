import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatusAnswer } from '../../src/agent/model-access.ts';
import { originMismatch } from '../../src/facilitator/origin.ts';
import { ORIGIN, openTestKit, type TestKit } from './test-kit.ts';

let kit: TestKit;
beforeEach(async () => {
  kit = await openTestKit();
});
afterEach(() => kit.close());

const status = async (page: string): Promise<StatusAnswer> =>
  (await (await kit.ask('GET', `/api/status?page=${encodeURIComponent(page)}`)).json()) as StatusAnswer;

describe('where the server believes to be', () => {
  it('is the page’s own origin, and nothing is said', async () => {
    const answer = await status(ORIGIN);
    expect(answer.origin).toBe(ORIGIN);
    expect(originMismatch(ORIGIN, answer.origin)).toBeNull();
    expect(kit.lines.filter((line) => line.includes('proxy'))).toEqual([]);
  });

  it('is told where a proxy rewrites the host: to the person, and once to the operator', async () => {
    const page = 'https://demo.example.com';
    const { origin } = await status(page);
    await status(page);
    const words = originMismatch(page, origin);
    expect(words?.remedy).toContain(`FIRSTHAND_ORIGIN=${page}`);
    expect(words?.text).toContain(ORIGIN);
    expect(kit.lines.filter((line) => line.includes(page))).toHaveLength(1);
  });

  it('fills no log, whatever pages claim', async () => {
    for (let index = 0; index < 40; index++) await status(`https://${index}.example.com\n${'x'.repeat(900)}`);
    const told = kit.lines.filter((line) => line.includes('example.com'));
    expect(told).toHaveLength(20);
    for (const line of told) expect(line.includes('\n') || line.length > 600).toBe(false);
  });
});
