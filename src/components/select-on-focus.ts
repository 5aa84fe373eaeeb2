import { type FocusEvent, type MouseEvent, type PointerEvent, useRef } from 'react';

/**
 * Selects the content of a field when it gets the focus, so that typing replaces it. The press that gives
 * the focus would put the caret between the characters right after: it is kept from doing so, once.
 */
export function useSelectOnFocus() {
  const pressed = useRef(false);
  return {
    onPointerDown(event: PointerEvent<HTMLInputElement>) {
      pressed.current = document.activeElement !== event.currentTarget;
    },
    onFocus(event: FocusEvent<HTMLInputElement>) {
      event.currentTarget.select();
    },
    onMouseUp(event: MouseEvent<HTMLInputElement>) {
      const { selectionStart, selectionEnd, value } = event.currentTarget;
      // WebKit takes a press on selected text for a caret, after the click.
      if (pressed.current && selectionStart === 0 && selectionEnd === value.length) event.preventDefault();
    },
    onClick(event: { currentTarget: HTMLInputElement }) {
      const { currentTarget: input } = event;
      // A drag over the text is a selection of one's own; a lone caret is what the browser made of the press.
      if (pressed.current && input.selectionStart === input.selectionEnd) input.select();
      pressed.current = false;
    },
  };
}
