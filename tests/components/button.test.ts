import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Button, type ButtonProps } from '../../src/components/button.tsx';

/** Of each opening tag, the element and what is said of it beside its look. */
function tags(props: ButtonProps): string[] {
  const html = renderToStaticMarkup(createElement(Button, props, 'Save the brief'));
  return html.replace(/ class="[^"]*"/g, '').split(/(?=<)/);
}

describe('a button', () => {
  it('keeps its name and its place for the focus while it is busy', () => {
    expect(tags({ loading: true })).toEqual([
      '<button type="button" aria-busy="true" aria-disabled="true">',
      // The ring says nothing.
      '<span aria-hidden="true">',
      '<span>',
      '</span>',
      '</span>',
      '<span>',
      '<span>Save the brief',
      '</span>',
      '</span>',
      '</button>',
    ]);
  });

  it('hides its words from the eye alone', () => {
    const html = renderToStaticMarkup(createElement(Button, { loading: true }, 'Save the brief'));
    expect(html).not.toMatch(/class="[^"]*(?<![\w:-])(invisible|hidden|\*:invisible|\*:hidden)(?![\w-])/);
  });

  it('says nothing of being busy when it is not', () => {
    expect(tags({})[0]).toBe('<button type="button">');
  });
});
