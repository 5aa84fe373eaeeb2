/**
 * A page that the browser kept for "back" starts anew: what it was fetching when it was put away never comes in some
 * engines (an import in Firefox, a frame in WebKit), and nothing says so. Pages of words alone stay as they were.
 */
export function startAnewOnReturn(page: Document): void {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && page.querySelector('astro-island') !== null) location.reload();
  });
}
