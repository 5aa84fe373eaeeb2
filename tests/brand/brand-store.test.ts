import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyBrand, clearBrand, onBrand, readBrand, saveBrand } from '../../src/brand/brand-store.ts';
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

  it('is kept, put on the page at once, and told to whoever listens', () => {
    const listener = vi.fn();
    const stop = onBrand(listener);
    saveBrand(brand);
    expect(readBrand()).toEqual(brand);
    expect(here.properties.get('--client-brand-fill-light')).toBe('#8c2f39');
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    clearBrand();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(readBrand()).toBeNull();
    expect([...here.properties.keys()]).toEqual([]);
  });

  it('is the same object until it changes, so that screens do not draw in vain', () => {
    saveBrand(brand);
    expect(readBrand()).toBe(readBrand());
  });

  it('follows another tab', () => {
    const listener = vi.fn();
    onBrand(listener);
    here.kept.set(BRAND_KEY, JSON.stringify(brand));
    here.target.dispatchEvent(Object.assign(new Event('storage'), { key: BRAND_KEY }));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(here.properties.get('--client-brand-fill-light')).toBe('#8c2f39');
  });

  it.each([
    ['broken text', '{"name":'],
    ['no colour', '{"name":"X"}'],
    ['a colour that is code', '{"name":"X","primary":"url(//x)"}'],
    ['a logo from elsewhere', '{"name":"X","primary":"#000000","logo":"https://x/y.png"}'],
    ['a logo that is a page', '{"name":"X","primary":"#000000","logo":"data:text/html;base64,AAAA"}'],
  ])('is nothing where storage holds %s', (_, text) => {
    here.kept.set(BRAND_KEY, text);
    expect(readBrand()).toBeNull();
  });

  it('leaves other styles of the page alone', () => {
    here.properties.set('--other', '1');
    applyBrand(brand);
    applyBrand(null);
    expect([...here.properties.keys()]).toEqual(['--other']);
  });
});

describe('the first paint', () => {
  const run = () => new Function(firstPaintScript)();

  it('wears the kept theme and brand', () => {
    const { properties, dataset, kept } = browser();
    saveBrand(brand);
    properties.clear();
    kept.set('firsthand.theme', 'light');
    run();
    expect(dataset.theme).toBe('light');
    expect(properties.get('--client-brand-fill-light')).toBe('#8c2f39');
    expect(properties.size).toBe(22);
  });

  it('follows the system where nothing was chosen, and takes only plain colours of the kit', () => {
    const { properties, dataset, kept } = browser();
    kept.set(
      LOOK_KEY,
      '{"--client-brand-light":"red;background:url(//x)","--ink":"#ffffff","--client-accent-dark":"#f0b256"}',
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
