import { beforeAll, describe, expect, it, vi } from 'vitest';

let containMarkup: (markup: string) => string;

beforeAll(async () => {
  // The module takes its intrinsics when it loads: in Node they are not there.
  const bare = class {};
  for (const name of [
    'Element',
    'Document',
    'MutationObserver',
    'MessageEvent',
    'MessagePort',
    'EventTarget',
  ])
    vi.stubGlobal(name, bare);
  ({ containMarkup } = await import('../../../src/sandbox/engines/embedded/frame/containment.ts'));
});

describe('markup of a preview', () => {
  it.each([
    ['<link rel=preconnect href="//x">', '<wbr data-tag="link" rel=preconnect href="//x">'],
    ['<LINK\nrel=x>', '<wbr data-tag="link"\nrel=x>'],
    ['<iframe srcdoc="<img>"></iframe>', '<x-iframe data-tag="iframe" srcdoc="<img>"></x-iframe>'],
    ['<h:link/>', '<h:wbr data-tag="link"/>'],
    ['<meta http-equiv=refresh>after', '<wbr data-tag="meta" http-equiv=refresh>after'],
    [
      '<object data=x><embed src=y></object>',
      '<x-object data-tag="object" data=x><wbr data-tag="embed" src=y></x-object>',
    ],
  ])('%j is made harmless', (markup, contained) => {
    expect(containMarkup(markup)).toBe(contained);
  });

  it.each([
    '<p>a link, a frame</p>',
    '<linking>',
    '<links>',
    'a < link',
    '&lt;iframe&gt;',
    '<svg><metadata/></svg>',
  ])('%j is left as it is', (markup) => {
    expect(containMarkup(markup)).toBe(markup);
  });
});
