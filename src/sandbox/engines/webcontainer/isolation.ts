/**
 * Which answers need isolation headers where the operator chose the WebContainer engine.
 * Only the pages that boot it, and what those pages load as documents or workers: an
 * isolated page refuses frames and workers that do not carry the header themselves (this
 * holds for the embedded engine too, which those pages fall back to).
 *
 * `credentialless` and not `require-corp`: it lets the page ask whether stackblitz.com can
 * be reached at all, which tells the reasons of a failed boot apart. Safari does not know
 * it and is told so.
 */

/** Pages that boot the engine, by the beginning of their path. */
export const ISOLATED_PAGES: readonly string[] = ['/labs/web-app/', '/stage/', '/playground/', '/runs/view/'];

/** What those pages load as a frame or a worker. */
export const ISOLATED_PARTS: readonly string[] = ['/preview/', '/_astro/'];

/** Sources that the content policy of those pages must allow in addition. */
export const WEBCONTAINER_SOURCES = {
  frame: ['https://stackblitz.com', 'https://*.webcontainer-api.io'],
  connect: ['https://stackblitz.com', 'https://w-credentialless-staticblitz.com'],
} as const;

/** The isolation headers for a path; none for every other page. */
export function isolationHeaders(path: string): Readonly<Record<string, string>> {
  const isPage = ISOLATED_PAGES.some((page) => path.startsWith(page));
  if (!isPage && !ISOLATED_PARTS.some((part) => path.startsWith(part))) return {};
  const embedder = { 'cross-origin-embedder-policy': 'credentialless' };
  return isPage ? { ...embedder, 'cross-origin-opener-policy': 'same-origin' } : embedder;
}
