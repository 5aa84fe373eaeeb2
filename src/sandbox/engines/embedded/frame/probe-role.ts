import { fold, getter, textLower, textSlice } from './intrinsics.ts';
import {
  attribute,
  elementById,
  firstChild,
  hasAttribute,
  isElement,
  isSilent,
  isSvg,
  isVisible,
  localName,
  nextSibling,
  nodeText,
  nodeType,
  parentNode,
} from './probe-dom.ts';

const roles = {
  __proto__: null,
  button: 'button',
  summary: 'button',
  textarea: 'textbox',
  select: 'combobox',
  option: 'option',
  optgroup: 'group',
  nav: 'navigation',
  main: 'main',
  aside: 'complementary',
  article: 'article',
  dialog: 'dialog',
  ul: 'list',
  ol: 'list',
  menu: 'list',
  li: 'listitem',
  dl: 'list',
  dt: 'term',
  dd: 'definition',
  table: 'table',
  thead: 'rowgroup',
  tbody: 'rowgroup',
  tfoot: 'rowgroup',
  tr: 'row',
  td: 'cell',
  th: 'columnheader',
  p: 'paragraph',
  blockquote: 'blockquote',
  figure: 'figure',
  fieldset: 'group',
  details: 'group',
  progress: 'progressbar',
  meter: 'meter',
  output: 'status',
  hr: 'separator',
  canvas: 'img',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
} as unknown as Readonly<Record<string, string>>;

const inputRoles = {
  __proto__: null,
  button: 'button',
  submit: 'button',
  reset: 'button',
  image: 'button',
  file: 'button',
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
  search: 'searchbox',
  hidden: '',
} as unknown as Readonly<Record<string, string>>;

/** The role of an element, empty for one without meaning of its own. */
export function roleOf(element: Element): string {
  const given = textLower(firstWord(attribute(element, 'role')));
  if (given !== '') return given === 'presentation' || given === 'none' ? '' : given;
  const name = localName(element);
  if (isSvg(element)) return name === 'svg' && nameGiven(element) !== '' ? 'img' : '';
  if (name === 'a' || name === 'area') return hasAttribute(element, 'href') ? 'link' : '';
  if (name === 'input') return inputRoles[textLower(attribute(element, 'type'))] ?? 'textbox';
  if (name === 'img') return hasAttribute(element, 'alt') && attribute(element, 'alt') === '' ? '' : 'img';
  if (name === 'header') return isOfPage(element) ? 'banner' : '';
  if (name === 'footer') return isOfPage(element) ? 'contentinfo' : '';
  if (name === 'section') return nameGiven(element) === '' ? '' : 'region';
  if (name === 'form') return nameGiven(element) === '' ? '' : 'form';
  if (name === 'th' && attribute(element, 'scope') === 'row') return 'rowheader';
  if (name === 'select' && hasAttribute(element, 'multiple')) return 'listbox';
  return roles[name] ?? '';
}

function firstWord(text: string): string {
  const words = fold(text);
  let end = 0;
  while (end < words.length && words[end] !== ' ') end++;
  return textSlice(words, 0, end);
}

function isOfPage(element: Element): boolean {
  for (let at = parentNode(element); at !== null && isElement(at); at = parentNode(at)) {
    const name = localName(at);
    if (name === 'article' || name === 'section' || name === 'aside' || name === 'nav' || name === 'main')
      return false;
  }
  return true;
}

/** Whether a role takes its name from what is inside. */
export function isNamedByContent(role: string): boolean {
  switch (role) {
    case 'button':
    case 'link':
    case 'heading':
    case 'cell':
    case 'gridcell':
    case 'columnheader':
    case 'rowheader':
    case 'option':
    case 'tab':
    case 'menuitem':
    case 'menuitemradio':
    case 'menuitemcheckbox':
    case 'radio':
    case 'checkbox':
    case 'switch':
    case 'treeitem':
    case 'tooltip':
    case 'paragraph':
    case 'term':
    case 'definition':
      return true;
    default:
      return false;
  }
}

/** Name by `aria-labelledby` or `aria-label`. */
function nameGiven(element: Element): string {
  const ids = fold(attribute(element, 'aria-labelledby'));
  let name = '';
  let id = '';
  for (let index = 0; index <= ids.length; index++) {
    if (index < ids.length && ids[index] !== ' ') {
      id += ids[index];
      continue;
    }
    const other = id === '' ? null : elementById(id);
    if (other !== null) name += ` ${contentOf(other, 0)}`;
    id = '';
  }
  return fold(name) !== '' ? fold(name) : fold(attribute(element, 'aria-label'));
}

const labelsOfInput = getter(HTMLInputElement.prototype, 'labels');
const labelsOfSelect = getter(HTMLSelectElement.prototype, 'labels');
const labelsOfArea = getter(HTMLTextAreaElement.prototype, 'labels');
const countOf = getter(NodeList.prototype, 'length');
const inputValue = getter(HTMLInputElement.prototype, 'value');

function labelText(element: Element): string {
  const kind = localName(element);
  const labels =
    kind === 'input'
      ? labelsOfInput(element as HTMLInputElement)
      : kind === 'select'
        ? labelsOfSelect(element as HTMLSelectElement)
        : kind === 'textarea'
          ? labelsOfArea(element as HTMLTextAreaElement)
          : null;
  let text = '';
  const count = labels === null ? 0 : countOf(labels);
  for (let index = 0; index < count; index++) {
    const label = labels?.[index];
    if (label !== undefined) text += ` ${contentOf(label, 0)}`;
  }
  return fold(text);
}

/** First child element of a name, directly below. */
function childNamed(element: Element, name: string): Element | null {
  for (let node = firstChild(element); node !== null; node = nextSibling(node)) {
    if (isElement(node) && localName(node) === name) return node;
  }
  return null;
}

/** The accessible name, at most 200 characters. */
export function nameOf(element: Element, role: string): string {
  return textSlice(fullName(element, role), 0, 200);
}

function fullName(element: Element, role: string): string {
  const given = nameGiven(element);
  if (given !== '') return given;
  const kind = localName(element);
  const label = labelText(element);
  if (label !== '') return label;
  if (kind === 'img' || kind === 'area') return fold(attribute(element, 'alt'));
  if (kind === 'input' && role === 'button') {
    return fold(inputValue(element as HTMLInputElement)) || fold(attribute(element, 'alt'));
  }
  const captionKind =
    kind === 'fieldset'
      ? 'legend'
      : kind === 'table'
        ? 'caption'
        : kind === 'figure'
          ? 'figcaption'
          : kind === 'svg'
            ? 'title'
            : '';
  const caption = captionKind === '' ? null : childNamed(element, captionKind);
  if (caption !== null) return contentOf(caption, 0);
  const content = isNamedByContent(role) ? contentOf(element, 0) : '';
  if (content !== '') return content;
  return fold(attribute(element, 'title')) || fold(attribute(element, 'placeholder'));
}

/** Text inside an element that a person perceives, pictures by their text. */
export function contentOf(element: Element, depth: number): string {
  let text = '';
  if (depth > 40) return text;
  for (let node = firstChild(element); node !== null; node = nextSibling(node)) {
    if (nodeType(node) === 3) text += nodeText(node) ?? '';
    else if (isElement(node) && !isSilent(node) && isVisible(node)) {
      const kind = localName(node);
      const field = kind === 'input' || kind === 'select' || kind === 'textarea';
      const own = field
        ? ''
        : nameGiven(node) || (kind === 'img' ? attribute(node, 'alt') : contentOf(node, depth + 1));
      text += ` ${own} `;
    }
    if (text.length > 4_000) break;
  }
  return fold(text);
}
