import { method } from './intrinsics.ts';

const hasFocus = method(document.hasFocus);
const page = document;

/** Keeps the keyboard with the host: a page takes the focus only while a person is in it already. */
export function guardFocus(): void {
  for (const prototype of [HTMLElement.prototype, SVGElement.prototype]) {
    const own = prototype.focus;
    prototype.focus = function focus(this: HTMLElement & SVGElement, options?: FocusOptions) {
      if (hasFocus(page)) Reflect.apply(own, this, [options]);
    };
  }
  window.focus = () => {};
}
