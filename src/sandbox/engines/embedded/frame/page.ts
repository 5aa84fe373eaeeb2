import type { LinkPage } from '../link-messages.ts';
import { now, setTimer } from './intrinsics.ts';

/** Puts the project's page in place: title, language, body, inline handlers. */
export function showPage(page: LinkPage, assets: Readonly<Record<string, string>>): void {
  answerPictures(assets);
  document.title = page.title;
  document.documentElement.lang = page.language;
  document.documentElement.className = page.htmlClass;
  document.body.className = page.bodyClass;
  document.body.style.cssText = page.bodyStyle;
  const parsed = new DOMParser().parseFromString(page.body, 'text/html');
  for (const element of parsed.body.querySelectorAll('*')) adoptHandlers(element);
  document.body.replaceChildren(...parsed.body.childNodes);
  for (const picture of document.images) picture.setAttribute('src', picture.getAttribute('src') ?? '');
}

/** `onclick="…"` in the page's own HTML: the policy forbids it as an attribute, so it becomes a listener. */
function adoptHandlers(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (!/^on[a-z]+$/.test(name)) continue;
    element.removeAttribute(name);
    element.addEventListener(name.slice(2), new Function('event', value) as EventListener);
  }
}

/** Pictures of `public/` have no address here: their content stands in. */
function answerPictures(assets: Readonly<Record<string, string>>): void {
  const own = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function setAttribute(name: string, value: string): void {
    const isPicture =
      (name === 'src' || name === 'href' || name === 'xlink:href') && typeof value === 'string';
    const known =
      isPicture && !(this instanceof HTMLAnchorElement)
        ? assets[`/${value.replace(/^\.?\//, '')}`]
        : undefined;
    own.call(this, name, known ?? value);
  };
}

/** Adds a style sheet or replaces its text; order is the order of first use. */
export function putStyle(path: string, css: string): void {
  const known = [...document.head.querySelectorAll('style')].find((style) => style.dataset['path'] === path);
  const style = known ?? document.createElement('style');
  style.dataset['path'] = path;
  style.textContent = css;
  if (known === undefined) document.head.append(style);
}

/** Calls back once something is on the page, or after a quarter of a second. */
export function whenShown(done: () => void): void {
  const start = now();
  function look(): void {
    const [first] = document.body.children;
    const filled = first !== undefined && (first.childElementCount > 0 || document.body.children.length > 1);
    if (filled || now() - start > 250) done();
    else setTimer(look, 4);
  }
  setTimer(look, 0);
}
