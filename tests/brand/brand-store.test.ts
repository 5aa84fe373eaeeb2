import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyBrand, readBrand, saveBrand } from '../../src/brand/brand-store.ts';
import { firstPaintScript } from '../../src/layouts/first-paint.ts';
import { keyOf } from '../../src/storage/names.ts';

const [BRAND_KEY, LOOK_KEY] = [keyOf('brand'), keyOf('brandColours')];

/** As much of a browser as the store touches. */
function browser() {
  const kept = new Map<string, string>();
  const target = new EventTarget();
  const properties = new Map<string, string>();
  const style = {
    setProperty: (name: string, value: string) => properties.set(name, value),
    removeProperty: (name: string) => properties.delete(name),
    [Symbol.iterator]: () => properties.keys(),
  };
  const dataset: Record<string, string> = {};
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('document', { documentElement: { style, dataset } });
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {} }));
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
  vi.stubGlobal('dispatchEvent', target.dispatchEvent.bind(target));
  return { kept, properties, dataset, target };
}

const brand = { name: 'Harrow & Vale', primary: '#8c2f39' };

describe('the chosen brand', () => {
  let here: ReturnType<typeof browser>;
  beforeEach(() => {
    here = browser();
  });

  it('is kept for its demo and put on the page at once', () => {
    saveBrand('storm-claim', brand);
    expect(readBrand('storm-claim')).toEqual(brand);
    expect(here.properties.get('--client-brand-fill-light')).toBe('#8c2f39');
    saveBrand('storm-claim', null);
    expect(readBrand('storm-claim')).toBeNull();
    expect([...here.properties.keys()]).toEqual([]);
    expect([...here.kept.keys()]).toEqual([]);
  });

  it('never stands over another demo', () => {
    const other = { name: 'Kettle Lane', primary: '#1f3b73' };
    saveBrand('storm-claim', brand);
    expect(readBrand('subscription-model')).toBeNull();
    saveBrand('subscription-model', other);
    saveBrand('offsite-planner', null);
    expect(readBrand('storm-claim')).toEqual(brand);
    expect(readBrand('subscription-model')).toEqual(other);
    expect(readBrand('constructor')).toBeNull();
  });

  it('is nobody’s where an earlier version kept one for all', () => {
    here.kept.set(BRAND_KEY, JSON.stringify(brand));
    for (const demo of ['storm-claim', 'name', 'primary']) expect(readBrand(demo)).toBeNull();
    saveBrand('storm-claim', brand);
    expect(readBrand('storm-claim')).toEqual(brand);
  });

  it.each([
    ['broken text', '{"name":'],
    ['no colour', '{"name":"X"}'],
    ['a colour that is code', '{"name":"X","primary":"url(//x)"}'],
    ['a logo from elsewhere', '{"name":"X","primary":"#000000","logo":"https://x/y.png"}'],
    ['a logo that is a page', '{"name":"X","primary":"#000000","logo":"data:text/html;base64,AAAA"}'],
  ])('is nothing where storage holds %s', (_, text) => {
    here.kept.set(BRAND_KEY, `{"storm-claim":${text}}`);
    expect(readBrand('storm-claim')).toBeNull();
  });

  it('leaves other styles of the page alone', () => {
    here.properties.set('--other', '1');
    applyBrand(brand);
    applyBrand(null);
    expect([...here.properties.keys()]).toEqual(['--other']);
  });
});

describe('the first paint', () => {
  const run = (search = '?demo=storm-claim&run=1') => {
    vi.stubGlobal('location', { search });
    new Function(firstPaintScript)();
  };

  it('wears the kept theme, and the brand of the demo it shows alone', () => {
    const { properties, dataset, kept } = browser();
    saveBrand('storm-claim', brand);
    properties.clear();
    kept.set('firsthand.theme', 'light');
    run('');
    run('?demo=subscription-model');
    expect(properties.size).toBe(0);
    run();
    expect(dataset.theme).toBe('light');
    expect(properties.get('--client-brand-fill-light')).toBe('#8c2f39');
    expect(properties.size).toBe(22);
  });

  it('follows the system where nothing was chosen, and takes only plain colours of the kit', () => {
    const { properties, dataset, kept } = browser();
    kept.set(
      LOOK_KEY,
      '{"storm-claim":{"--client-brand-light":"red;background:url(//x)","--ink":"#ffffff","--client-accent-dark":"#f0b256"}}',
    );
    run();
    expect(dataset.theme).toBe('dark');
    expect([...properties]).toEqual([['--client-accent-dark', '#f0b256']]);
  });

  it('survives a storage that holds rubbish', () => {
    const { dataset, kept } = browser();
    kept.set(LOOK_KEY, '{');
    run();
    expect(dataset.theme).toBe('dark');
  });
});
