/** The icon library without its drawings: the linker adds those a project names, see {@link addIcons}. */
import {
  createLucideIcon,
  Icon,
  LucideProvider,
  useLucideContext,
} from 'lucide-react/dist/esm/lucide-react.mjs';
import type { IconTable } from '../vendor-catalogue.ts';

export { createLucideIcon, Icon, LucideProvider, useLucideContext };

/** All icons that were added, by name. */
export const icons: Record<string, unknown> = {};

/** Makes icon components of drawings and puts them on the module's exports. */
export function __addIcons(target: Record<string, unknown>, table: IconTable): void {
  for (const name of Object.keys(table)) {
    const entry = table[name];
    if (entry === undefined || Object.hasOwn(target, name)) continue;
    const nodes = entry[1].map(([tag, attributes], index): [string, Record<string, string>] => [
      tag,
      { ...attributes, key: String(index) },
    ]);
    const component = createLucideIcon(entry[0], nodes);
    target[name] = component;
    icons[name] = component;
  }
}
