/** Finds what a style sheet asks of a browser that one at the floor may not have. */
import postcss from 'postcss';
import { lackingStyle } from './compat-data.ts';

/** Functions and the folders of MDN's data that they stand in. */
const functionPlaces = [
  ['types'],
  ['types', 'color'],
  ['types', 'gradient'],
  ['types', 'transform-function'],
];

/**
 * Every part of CSS in the sheet that is not at the floor, as written in CSS, with the browsers that lack it:
 * `:has()` → `firefox 115`.
 */
export function stylesAboveFloor(css: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  function check(name: string, ...path: string[]): boolean {
    const lacking = lackingStyle(...path);
    if (lacking !== '') found.set(name, lacking);
    return lacking !== '';
  }
  postcss.parse(css).walk((node) => {
    if (node.type !== 'comment' && node.parent?.type === 'rule' && node.type !== 'decl')
      check('nesting', 'selectors', 'nesting');
    if (node.type === 'rule') {
      // Class names may hold anything behind a backslash.
      const selector = node.selector.replace(/\\./g, '');
      for (const [, colons = '', name = ''] of selector.matchAll(/(::?)([a-z][\w-]*)/g))
        check(`${colons}${name}`, 'selectors', name);
    } else if (node.type === 'atrule') {
      check(`@${node.name}`, 'at-rules', node.name);
      for (const [, name = ''] of node.params.matchAll(/\(\s*(?:min-|max-)?([a-z][a-z-]*)\s*[):]/g))
        check(`@${node.name} (${name})`, 'at-rules', node.name, name);
      if (node.name === 'container' && node.params.includes('style('))
        check('@container style()', 'at-rules', 'container', 'style_queries_for_custom_properties');
    } else if (node.type === 'decl') {
      const value = node.value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '');
      const isPrefixedToo = node.parent?.some(
        (other) => other.type === 'decl' && other.prop === `-webkit-${node.prop}`,
      );
      if (!node.prop.startsWith('--') && !isPrefixedToo) checkProperty(node.prop, value);
      checkFunctions(value);
    }
  });

  function checkProperty(property: string, value: string): void {
    if (check(property, 'properties', property)) return;
    for (const [word] of value.matchAll(/(?<![\w-])[a-z][a-z-]*(?![\w(-])/g))
      check(`${property}: ${word}`, 'properties', property, word);
  }

  function checkFunctions(value: string): void {
    for (const [, name = '', first = ''] of value.matchAll(/(?<![\w-])([a-z][a-z-]*)\(\s*([a-z-]*)/g)) {
      for (const place of functionPlaces) {
        check(`${name}()`, ...place, name);
        if (first === 'from') check(`${name}(from …)`, ...place, name, 'relative_syntax');
      }
    }
  }
  return found;
}
