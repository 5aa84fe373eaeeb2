/** Takes nested rules out of each other, for the compile worker in browsers that drop them. */
import postcss from 'postcss';
import nesting from 'postcss-nesting';

const flattener = postcss([nesting()]);

/**
 * The same sheet with no rule inside another, by the rules of CSS Nesting. A sheet that does not
 * parse stays as it is: a browser reads on after a mistake.
 */
export function flattenCss(css: string): string {
  try {
    return flattener.process(css, { from: undefined, map: false }).css;
  } catch {
    return css;
  }
}
