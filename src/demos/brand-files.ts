import type { Brand } from '../brand/schema.ts';
import { type BrandTones, brandTones } from './brand-tones.ts';

/** Letters that stand for the company where it has no logo: "Harrow & Vale Mutual" → "HV". */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toUpperCase() || '•';
}

/** `/src/brand.ts`: name and logo of the company. */
export function brandModule(brand: Brand): string {
  return `/** The company this app belongs to. */
export const brand: { name: string; initials: string; logo: string } = {
  name: ${JSON.stringify(brand.name)},
  initials: ${JSON.stringify(initials(brand.name))},
  logo: ${JSON.stringify(brand.logo ?? '')},
};
`;
}

/** `/src/brand.css`: the company's colours, with what must be legible on them already worked out. */
export function brandStyles(brand: Brand): string {
  return `/* The company’s colours. Text on them reads at 4.5 : 1 or better. */
:root {
${declarations(brandTones(brand, 'light'))}}

:root[data-theme="dark"] {
${declarations(brandTones(brand, 'dark'))}}
`;
}

function declarations(tones: BrandTones): string {
  return Object.entries(tones)
    .map(([name, value]) => `  --${name}: ${value};\n`)
    .join('');
}
