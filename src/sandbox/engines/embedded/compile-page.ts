import type { LinkPage } from './link-messages.ts';

/** `index.html` taken apart: the page, its programs and its style sheets in order. */
export interface PageParts {
  readonly page: LinkPage;
  /** Addresses of module scripts, or the text of an inline one. */
  readonly scripts: readonly {
    readonly source: string | null;
    readonly text: string;
    readonly line: number;
  }[];
  readonly sheets: readonly { readonly source: string | null; readonly text: string }[];
}

const emptyPage: LinkPage = {
  title: '',
  language: 'en',
  body: '<div id="root"></div>',
  bodyClass: '',
  bodyStyle: '',
  htmlClass: '',
};

/** Reads the few parts of a page that matter here; what the browser would make of the body is left to it. */
export function readPage(html: string | null): PageParts {
  if (html === null) return { page: emptyPage, scripts: [], sheets: [] };
  const clean = html.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const scripts = [...clean.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)]
    .filter(([, attributes = '']) => isProgram(attributes))
    .map((match) => ({
      source: attribute(match[1] ?? '', 'src'),
      text: match[2] ?? '',
      line: clean.slice(0, match.index).split('\n').length,
    }));
  const sheets = [...clean.matchAll(/<link\b([^>]*)>|<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi)].flatMap(
    (match) => {
      if (match[1] === undefined) return [{ source: null, text: match[2] ?? '' }];
      const isSheet = /stylesheet/i.test(attribute(match[1], 'rel') ?? '');
      return isSheet ? [{ source: attribute(match[1], 'href'), text: '' }] : [];
    },
  );
  const bodyMatch = /<body\b([^>]*)>([\s\S]*?)(<\/body\s*>|$)/i.exec(clean);
  const htmlAttributes = /<html\b([^>]*)>/i.exec(clean)?.[1] ?? '';
  const body = (bodyMatch?.[2] ?? clean.replace(/<head\b[\s\S]*?<\/head\s*>/i, ''))
    .replace(/<script\b[\s\S]*?<\/script\s*>/gi, '')
    .replace(
      /<(link|meta|base)\b[^>]*>|<style\b[\s\S]*?<\/style\s*>|<title\b[\s\S]*?<\/title\s*>|<!doctype[^>]*>|<\/?html\b[^>]*>/gi,
      '',
    );
  return {
    page: {
      title: (/<title[^>]*>([\s\S]*?)<\/title/i.exec(clean)?.[1] ?? '').trim(),
      language: attribute(htmlAttributes, 'lang') ?? 'en',
      body,
      bodyClass: attribute(bodyMatch?.[1] ?? '', 'class') ?? '',
      bodyStyle: attribute(bodyMatch?.[1] ?? '', 'style') ?? '',
      htmlClass: attribute(htmlAttributes, 'class') ?? '',
    },
    scripts,
    sheets,
  };
}

function isProgram(attributes: string): boolean {
  const type = attribute(attributes, 'type');
  return (
    type === null || type === '' || type === 'module' || type.includes('javascript') || type === 'text/babel'
  );
}

function attribute(attributes: string, name: string): string | null {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(attributes);
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? '');
}
