import { useLayoutEffect, useRef } from 'react';
import { applyBrand } from './brand-store.ts';
import { contrast } from './oklch.ts';
import { type BrandPalette, ratioText } from './palette.ts';
import type { Brand } from './schema.ts';

/** A small drawn app that wears the brand, in both themes, with the contrast that was measured. */
export function BrandPreview({ brand, palette }: { brand: Brand; palette: BrandPalette }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) applyBrand(brand, box.current);
  }, [brand]);
  return (
    <div ref={box} className="grid content-start gap-4">
      <Scene
        theme="light"
        brand={brand}
        ratio={contrast(palette.light.brandFillInk, palette.light.brandFill)}
      />
      <Scene theme="dark" brand={brand} ratio={contrast(palette.dark.brand, '#1b1a17')} />
    </div>
  );
}

function Scene({ theme, brand, ratio }: { theme: 'light' | 'dark'; brand: Brand; ratio: number }) {
  return (
    <figure data-theme={theme} className="overflow-hidden rounded-door bg-card text-ink shadow-card">
      <div className="flex h-13 items-center gap-3 bg-brand-fill px-5 text-brand-fill-ink">
        {brand.logo === undefined ? null : (
          <span className="grid h-8 place-items-center rounded-md bg-white px-2">
            <img src={brand.logo} alt="" className="max-h-6 max-w-24" />
          </span>
        )}
        <span className="min-w-0 flex-1 truncate font-serif font-semibold">{brand.name}</span>
        <span className="border-b-2 border-current text-xs font-medium">Overview</span>
      </div>
      <div className="grid grid-cols-[1fr_auto] items-end gap-4 p-5">
        <div>
          <p className="font-serif text-xl">This week</p>
          <p className="mt-0.5 text-note font-[560] text-brand">41 reports answered</p>
          <span className="mt-3 inline-flex h-9 items-center rounded-[10px] bg-brand-fill px-3.5 text-sm font-[560] text-brand-fill-ink">
            Send
          </span>
        </div>
        <svg viewBox="0 0 120 70" aria-hidden="true" className="h-18 w-auto">
          <rect x="2" y="40" width="18" height="28" rx="3" className="fill-chart-1" />
          <rect x="26" y="22" width="18" height="46" rx="3" className="fill-chart-2" />
          <rect x="50" y="6" width="18" height="62" rx="3" className="fill-chart-3" />
          <rect x="74" y="30" width="18" height="38" rx="3" className="fill-chart-4" />
          <rect x="98" y="48" width="18" height="20" rx="3" className="fill-chart-5" />
        </svg>
      </div>
      <figcaption className="num border-t border-line px-5 py-2 text-xs text-muted">
        {theme === 'light' ? 'Light' : 'Dark'} · text contrast {ratioText(ratio)}
      </figcaption>
    </figure>
  );
}
