import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../src/sandbox/refusals.ts';

describe('what a preview refused', () => {
  it.each([
    [
      'connect-src',
      'https://api.example.com/v1?key=1',
      'request',
      'The app sent a request to api.example.com.',
      true,
    ],
    [
      'img-src',
      'https://pictures.example/a.png',
      'picture',
      'The app loads a picture from pictures.example.',
      true,
    ],
    [
      'script-src-elem',
      'https://cdn.example/x.js',
      'script',
      'The app loads a script from cdn.example.',
      true,
    ],
    ['navigation', 'https://example.com/', 'link', 'A link leads to example.com.', true],
    ['mail', 'mailto:a@example.com', 'mail', 'A link opens another program (a@example.com).', false],
    ['print', '', 'print', 'The app prints.', false],
  ])('%s to %s is a %s', (directive, target, code, what, network) => {
    expect(refusalOf(directive, target)).toMatchObject({ code, what, network });
  });

  it('calls a handler in HTML text what it is, and no attempt on the network', () => {
    const refusal = refusalOf('script-src-attr', 'inline');
    expect(refusal).toMatchObject({ code: 'handler-in-html', network: false, target: '' });
    expect(refusal.instead).toContain('addEventListener');
  });

  it('knows no names of its own prototype, and takes any target', () => {
    for (const directive of ['constructor', '__proto__', 'toString', ''])
      expect(refusalOf(directive, 'http://[').code).toBe('other');
  });
});
