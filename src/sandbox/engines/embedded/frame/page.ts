import type { LinkPage } from '../link-messages.ts';
import { setTimer } from './intrinsics.ts';

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

/** What a person sees although it holds no text. */
const graphics =
  'img, svg, canvas, video, audio, picture, input, select, textarea, button, hr, progress, meter, iframe, object';

/** Nothing to see: no text, no picture, no control, and no element in another that may be drawn by its style. */
function isBlank(): boolean {
  const { body } = document;
  if (body.innerText.trim() !== '' || body.querySelector(graphics) !== null) return false;
  const drawn = [...body.children].filter((child) => !child.matches('script, style, template, link'));
  return drawn.length < 2 && drawn.every((child) => child.childElementCount === 0);
}

/** Looks between other tasks of the page, about 4 ms apart: rendering that was put off has its turn in between. */
const looks = 60;
/** Later a page that is empty is looked at so often, ms. */
const laterMs = 250;

/**
 * Calls back once something is on the page, or after a number of looks with nothing on it. A page that
 * was blank then is watched: `blank` tells when that is so, and when it is over.
 */
export function whenShown(done: () => void, blank: (isBlank: boolean) => void): void {
  let left = looks;
  function look(): void {
    if (!isBlank()) done();
    else if (left-- > 0) setTimer(look, 4);
    else {
      blank(true);
      done();
      setTimer(lookLater, laterMs);
    }
  }
  function lookLater(): void {
    if (isBlank()) setTimer(lookLater, laterMs);
    else blank(false);
  }
  setTimer(look, 0);
}
