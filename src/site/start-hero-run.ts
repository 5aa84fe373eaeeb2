/** How long the page is left alone before the run is loaded, milliseconds. */
const SETTLE_MS = 900;

/**
 * Swaps the poster for the real run: at once on a press, else when the picture is seen, the page
 * has loaded and the browser is idle (on a phone, once somebody has touched or scrolled). A person who asked for less motion or less data presses Play.
 */
export function startHeroRun(section: HTMLElement): void {
  const stage = section.querySelector<HTMLElement>('[data-stage]');
  if (!stage) return;
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    void mount(section, stage);
  };
  section.querySelector('[data-play]')?.addEventListener('click', start);
  if (!wantsStill()) whenSomebodyIsThere(() => whenSeen(section, () => whenIdle(start)));
}

/** On a phone, battery and data are dear: the run waits for the first touch, scroll or key. */
function whenSomebodyIsThere(then: () => void): void {
  if (!matchMedia('(max-width: 47.99rem)').matches) {
    then();
    return;
  }
  const signs = ['scroll', 'pointerdown', 'keydown'] as const;
  const begin = () => {
    for (const sign of signs) removeEventListener(sign, begin);
    then();
  };
  for (const sign of signs) addEventListener(sign, begin, { passive: true });
}

async function mount(section: HTMLElement, stage: HTMLElement): Promise<void> {
  try {
    const { mountMiniRun } = await import('./mount-mini-run.tsx');
    mountMiniRun(stage);
    stage.toggleAttribute('data-on', true);
    section.querySelector<HTMLElement>('[data-poster]')?.setAttribute('inert', '');
  } catch {
    // The poster stays: the page says the same without the run.
  }
}

function wantsStill(): boolean {
  const saveData = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData;
  return saveData === true || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function whenSeen(element: HTMLElement, then: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      then();
    },
    { threshold: 0.55 },
  );
  observer.observe(element);
}

function whenIdle(then: () => void): void {
  const idle = () => {
    if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 4000 });
    else setTimeout(then, 200);
  };
  const settle = () => setTimeout(idle, SETTLE_MS);
  if (document.readyState === 'complete') settle();
  else addEventListener('load', settle, { once: true });
}
