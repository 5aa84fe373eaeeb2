import { describe, expect, it } from 'vitest';
import { ApiRefusal, callApi, refusalWords } from '../../src/facilitator/api.ts';
import { tokenIn } from '../../src/facilitator/token.ts';
import { dollars, untilWords } from '../../src/facilitator/words.ts';

const answering = (status: number, body: string) => async () =>
  new Response(body, { status, headers: { 'content-type': 'application/json' } });

describe('asking the server', () => {
  it('gives the answer', async () => {
    expect(await callApi('GET', '/api/status', { fetch: answering(200, '{"version":"1"}') })).toEqual({
      version: '1',
    });
  });

  it('turns a refusal into words that say what to do', async () => {
    const body = '{"code":"used","message":"This link was used already.","hint":"Make a new one."}';
    const error = await callApi('POST', '/api/facilitator/enter', { fetch: answering(401, body) }).catch(
      (e) => e,
    );
    expect(error).toBeInstanceOf(ApiRefusal);
    expect(error).toMatchObject({ status: 401, code: 'used', hint: 'Make a new one.' });
    expect(refusalWords(error)).toEqual({ title: 'This link was used already.', text: 'Make a new one.' });
  });

  it('says that the server is gone where nothing, or something else, answers', async () => {
    const gone = await callApi('GET', '/api/budget', {
      fetch: () => Promise.reject(new TypeError('failed')),
    }).catch((e) => e);
    expect(gone).toMatchObject({ status: 0, code: 'unreachable' });
    const proxy = await callApi('GET', '/api/budget', { fetch: answering(502, '<html>') }).catch((e) => e);
    expect(proxy).toMatchObject({ status: 502, code: 'unreachable' });
  });
});

describe('the one-time link', () => {
  it('is found in a link or alone, and nothing else passes', () => {
    const token = 'a'.repeat(43);
    expect(tokenIn(`http://192.168.1.4:4321/enter/#${token}`)).toBe(token);
    expect(tokenIn(token)).toBe(token);
    expect(tokenIn('http://192.168.1.4:4321/enter/')).toBeNull();
    expect(tokenIn('#short')).toBeNull();
  });
});

describe('money and time', () => {
  it('show cents, and more digits where cents would hide the sum', () => {
    expect(dollars(1_234_000)).toBe('$1.23');
    expect(dollars(4_200)).toBe('$0.0042');
    expect(dollars(0)).toBe('$0.00');
  });

  it('name the day only where it is another', () => {
    const now = new Date(2026, 10, 21, 10, 0);
    expect(untilWords(new Date(2026, 10, 21, 16, 30).toISOString(), now)).toBe('until 16:30');
    expect(untilWords(new Date(2026, 10, 22, 1, 0).toISOString(), now)).toBe('until Sunday, 01:00');
  });
});
