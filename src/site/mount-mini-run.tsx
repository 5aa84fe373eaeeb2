export function mountMiniRun(_element: HTMLElement): void {
  throw new Error('not there yet');
}
