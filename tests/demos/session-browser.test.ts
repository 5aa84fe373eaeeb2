import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatusAnswer } from '../../src/agent/model-access.ts';
import { availableRungs, firstRung } from '../../src/demos/ladder.ts';
import { browserDependencies } from '../../src/demos/session-browser.ts';

const connected = {
  models: [{ id: 'm', provider: 'anthropic', label: 'm · Anthropic' }],
  modelAllowed: true,
} as unknown as StatusAnswer;

beforeEach(() => {
  vi.useFakeTimers();
  // The platform's own time limits do not follow a fake clock.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(new DOMException('Too late', 'TimeoutError')), ms);
    return limit.signal;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A server that answers after so long, and not at all once nobody waits for it any more. */
function serverThatTakes(seconds: number): void {
  const slow = (_address: string, { signal }: { signal: AbortSignal }) =>
    new Promise<Response>((resolve, reject) => {
      setTimeout(() => resolve(Response.json(connected)), seconds * 1000);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  vi.stubGlobal('fetch', slow);
}

/** Who plays the model's part in a show, as a session finds it out. */
async function rungOfShow(): Promise<string> {
  const asking = browserDependencies()
    .status(new AbortController().signal)
    .catch(() => null);
  await vi.runAllTimersAsync();
  const status = await asking;
  const sources = { status, recording: null, rehearsed: true, damagedRecording: false };
  return firstRung('live', availableRungs(sources), sources).rung;
}

describe('what the server says before a show begins', () => {
  it.each([1, 12, 25])('is waited for on a busy machine: live after %i seconds', async (seconds) => {
    serverThatTakes(seconds);
    expect(await rungOfShow()).toBe('live');
  });

  it('is not waited for without an end', async () => {
    serverThatTakes(600);
    expect(await rungOfShow()).toBe('rehearsal');
  });
});
