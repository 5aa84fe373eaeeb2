/**
 * Elements that a preview may not have, taken out before any code of the project runs. The page's policy
 * inherits into nested frames, but not every engine applies it to a policy of their own (`report-uri` in a
 * `<meta>`), and no policy covers a connection that a `<link>` opens ahead of a request. None of these
 * elements can do anything useful here, so they come into being under another name, however they are made.
 */
import { tellBlocked } from './errors.ts';
import { method, textLower } from './intrinsics.ts';

/** Opens a page, loads one, changes the address that others are read from, or opens a connection. */
const names = 'link|meta|base|iframe|frame|frameset|object|embed|portal|fencedframe|applet';
/** The same in markup; the name may have the prefix of a namespace. */
const inMarkup = sealed(new RegExp(`<(/?)((?:[\\w.-]+:)?)(${names})(?=[\\s/>]|$)`, 'gi'));
const exactly = sealed(new RegExp(`^(?:[^:]*:)?(${names})$`, 'i'));
const entity = sealed(/<!ENTITY/i);
/** These have no end tag: what stands in for them must not have one either, or it would swallow what follows. */
const empty: Readonly<Record<string, true>> = Object.assign(Object.create(null), {
  link: true,
  meta: true,
  base: true,
  frame: true,
  embed: true,
});
/** Keeps the name of what was meant. */
const MARK = 'data-tag';

const { apply } = Reflect;
const toText = String;
const textReplace = method(String.prototype.replace) as (
  self: string,
  pattern: RegExp,
  by: (...parts: string[]) => string,
) => string;
const execute = method(RegExp.prototype.exec);

/** A pattern that works the same whatever is put on its prototype later. */
function sealed(pattern: RegExp): RegExp {
  for (const key of ['exec', Symbol.replace] as const)
    Object.defineProperty(pattern, key, { value: RegExp.prototype[key] });
  return Object.defineProperty(pattern, 'flags', { value: pattern.flags });
}

/** Markup in which forbidden elements are harmless ones. */
export function containMarkup(markup: string): string {
  return textReplace(markup, inMarkup, (_whole, end = '', prefix = '', name = '') => {
    const tag = textLower(name);
    if (empty[tag] !== true) return `<${end}${prefix}x-${tag}${end === '' ? ` ${MARK}="${tag}"` : ''}`;
    return end === '' ? `<${prefix}wbr ${MARK}="${tag}"` : `</${prefix}wbr`;
  });
}

const forbidden = (name: string): string | undefined => {
  const found = execute(exactly, name)?.[1];
  return found === undefined ? undefined : textLower(found);
};

const readName = (element: Element): string => element.localName;
const setAttribute = method(Element.prototype.setAttribute);
const readAttribute = method(Element.prototype.getAttribute);
const remove = method(Element.prototype.remove);
const observerOf = MutationObserver;
const observe = method(MutationObserver.prototype.observe);

/** Takes the elements out, for everything that comes after. */
export function containElements(): void {
  // They have had their effect, and a copy of one would be one.
  for (const meta of document.querySelectorAll('meta')) remove(meta);
  wrapMarkup();
  wrapCreation();
  watchTree(document);
  replace(
    Element.prototype,
    'attachShadow',
    (own) =>
      function attachShadow(this: unknown, ...given: unknown[]) {
        const root = apply(own, this, given) as ShadowRoot;
        watchTree(root);
        return root;
      },
  );
}

type Method = (this: unknown, ...given: unknown[]) => unknown;

/** Puts another method in the place of one, where there is one. */
function replace(target: object, name: string, make: (own: Method) => Method): void {
  const own: unknown = Reflect.get(target, name);
  if (typeof own !== 'function') return;
  const value = make(own as Method);
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

/** `at` is the place of the markup among what a method is given. */
function wrapMethod(target: object, name: string, at: number): void {
  replace(
    target,
    name,
    (own) =>
      function contained(this: unknown, ...given: unknown[]) {
        given[at] = contain(given[at]);
        return apply(own, this, given);
      },
  );
}

function contain(value: unknown): unknown {
  return value === null || value === undefined ? value : containMarkup(toText(value));
}

function wrapMarkup(): void {
  for (const prototype of [Element.prototype, ShadowRoot.prototype]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      const own = Object.getOwnPropertyDescriptor(prototype, name);
      const { set } = own ?? {};
      if (own === undefined || set === undefined) continue;
      Object.defineProperty(prototype, name, {
        ...own,
        set(this: unknown, value: unknown) {
          apply(set, this, [contain(value)]);
        },
      });
    }
    for (const name of ['setHTMLUnsafe', 'setHTML']) wrapMethod(prototype, name, 0);
  }
  wrapMethod(Element.prototype, 'insertAdjacentHTML', 1);
  wrapMethod(Range.prototype, 'createContextualFragment', 0);
  wrapMethod(Document.prototype, 'execCommand', 2);
  for (const name of ['parseHTMLUnsafe', 'parseHTML']) wrapMethod(Document, name, 0);
  replace(
    DOMParser.prototype,
    'parseFromString',
    (own) =>
      function parseFromString(this: unknown, markup: unknown, type: unknown) {
        const kind = toText(type);
        const text = containMarkup(toText(markup));
        // An entity can hold markup that is none yet when it is looked at.
        const isHidden = kind !== 'text/html' && execute(entity, text) !== null;
        return apply(own, this, [isHidden ? '' : text, kind]);
      },
  );
  for (const name of ['write', 'writeln'])
    replace(Document.prototype, name, () => () => tellBlocked('document-write', ''));
  Reflect.deleteProperty(globalThis, 'XSLTProcessor');
}

/** Properties by which code names what such an element should load. */
const reflected = ['href', 'rel', 'src', 'srcdoc', 'data', 'content', 'httpEquiv'];

function wrapCreation(): void {
  const create = method(Document.prototype.createElement) as (self: Document, name: string) => HTMLElement;
  function standIn(owner: Document, name: string): Element {
    const element = create(owner, `x-${name}`);
    setAttribute(element, MARK, name);
    for (const property of reflected) {
      Object.defineProperty(element, property, {
        get: () => readAttribute(element, property) ?? '',
        set: (value) => setAttribute(element, property, toText(value)),
        configurable: true,
      });
    }
    return element;
  }
  function wrap(target: object, name: string, at: number): void {
    replace(
      target,
      name,
      (own) =>
        function createNamed(this: unknown, ...given: unknown[]) {
          if (given.length <= at) return apply(own, this, given);
          // Read once: an object could give another name to the next reader.
          if (given[at] !== null) given[at] = toText(given[at]);
          const found = forbidden(toText(given[at]));
          if (found === undefined) return apply(own, this, given);
          if (name !== 'createDocument') return standIn(this as Document, found);
          throw new DOMException(`A preview has no ${found}.`, 'NotSupportedError');
        },
    );
  }
  wrap(Document.prototype, 'createElement', 0);
  wrap(Document.prototype, 'createElementNS', 1);
  wrap(DOMImplementation.prototype, 'createDocument', 1);
  replace(
    CustomElementRegistry.prototype,
    'define',
    (own) =>
      function define(this: unknown, name: unknown, made: unknown, options?: unknown) {
        const base = (options as ElementDefinitionOptions | undefined)?.extends;
        if (base === undefined) return apply(own, this, [name, made]);
        const kind = toText(base);
        if (forbidden(kind) !== undefined)
          throw new DOMException(`A preview has no ${kind}.`, 'NotSupportedError');
        return apply(own, this, [name, made, { extends: kind }]);
      },
  );
}

/** The second line: what came into the tree all the same goes at once; what stands in for something is told. */
function watchTree(root: Node): void {
  const observer = new observerOf((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) lookAt(node);
  });
  observe(observer, root, { childList: true, subtree: true });
}

const everyForbidden = names.replaceAll('|', ',');

function lookAt(node: Node): void {
  if (!(node instanceof Element)) return;
  for (const element of [node, ...node.querySelectorAll(`${everyForbidden},[${MARK}]`)]) {
    if (forbidden(readName(element)) === undefined) tellStandIn(element);
    else remove(element);
  }
}

const directives: Readonly<Record<string, string>> = {
  stylesheet: 'style-src',
  icon: '',
  preload: 'connect-src',
};

function tellStandIn(element: Element): void {
  const tag = readAttribute(element, MARK);
  if (tag === null) return;
  if (tag === 'link') {
    const rel = readAttribute(element, 'rel') ?? '';
    const directive = Object.hasOwn(directives, rel) ? directives[rel] : 'connect-src';
    if (directive) tellBlocked(directive, readAttribute(element, 'href') ?? '');
  } else if (tag !== 'meta' && tag !== 'base') {
    tellBlocked('frame-src', readAttribute(element, 'src') ?? readAttribute(element, 'data') ?? '');
  }
}
