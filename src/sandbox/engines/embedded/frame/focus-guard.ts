import { method } from './intrinsics.ts';

const hasFocus = method(document.hasFocus);
const page = document;

/** Whether the keyboard is in the page. */
export const isFocused = (): boolean => hasFocus(page);

/** Keeps the keyboard with the host: a page takes the focus only while a person is in it already. */
export function guardFocus(): void {
  for (const prototype of [HTMLElement.prototype, SVGElement.prototype]) {
    const own = prototype.focus;
    prototype.focus = function focus(this: HTMLElement & SVGElement, options?: FocusOptions) {
      if (isFocused()) Reflect.apply(own, this, [options]);
    };
  }
  window.focus = () => {};
  for (const name of ['show', 'showModal']) openQuietly(HTMLDialogElement.prototype, name);
  openQuietly(HTMLElement.prototype, 'showPopover');
}

/** What opens itself with the focus in it: while it is inert nothing in it can take that. */
function openQuietly(prototype: HTMLElement, name: string): void {
  const own: unknown = Reflect.get(prototype, name);
  if (typeof own !== 'function') return;
  const value = function open(this: HTMLElement, ...given: unknown[]): unknown {
    if (isFocused()) return Reflect.apply(own, this, given);
    const before = this.inert;
    this.inert = true;
    try {
      return Reflect.apply(own, this, given);
    } finally {
      this.inert = before;
    }
  };
  Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
}
