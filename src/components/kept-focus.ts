const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/**
 * Keeps the keyboard's place when what had the focus goes away or is switched off: a button that was pressed
 * and gave way, a dialog whose opener is gone. The focus goes to the one control that came in its place, or else
 * to the part of the page around it, so that the next Tab goes on from there.
 */
export function keepFocus(page: Document): void {
  /** The focused element and what is around it, from inside. */
  let chain: Element[] = [];
  page.addEventListener('focusin', ({ target }) => {
    chain = [];
    for (let each = target instanceof Element ? target : null; each; each = each.parentElement)
      chain.push(each);
  });
  // A person who presses beside everything wants the focus nowhere.
  page.addEventListener('pointerdown', () => {
    chain = [];
  });
  // So does a part of the page that lets go of it: what still stands there was not lost.
  page.addEventListener('focusout', ({ target }) => {
    queueMicrotask(() => {
      const isLetGo = chain[0] === target && page.activeElement === page.body && !isLost(page, chain[0]);
      if (isLetGo) chain = [];
    });
  });
  const observer = new MutationObserver((records) => {
    if (!isLost(page, chain[0])) return;
    const lost = chain;
    const added = records.flatMap((record) => [...record.addedNodes]);
    // Whoever took it away may yet give it to something.
    setTimeout(() => {
      if (chain === lost && isLost(page, lost[0])) giveTo(lost.slice(1).find(isShown), added);
    });
  });
  observer.observe(page.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'open'],
  });
}

function isLost(page: Document, element: Element | undefined): boolean {
  if (element === undefined) return false;
  const { activeElement } = page;
  const isNowhere = activeElement === page.body || activeElement === null || activeElement === element;
  return isNowhere && (!element.isConnected || element.matches(':disabled') || !isShown(element));
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

function giveTo(place: Element | undefined, added: readonly Node[]): void {
  if (!(place instanceof HTMLElement)) return;
  const controls = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (control) => isShown(control) && added.some((node) => node.contains(control)),
  );
  const [only] = controls;
  if (only && controls.length === 1) {
    only.focus();
  } else if (place !== document.body) {
    if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
    place.style.outline = 'none';
    place.focus({ preventScroll: true });
  }
}
