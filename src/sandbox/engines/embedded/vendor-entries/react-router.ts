/**
 * The router for a page that has no address of its own: an opaque origin may not change
 * its URL, so the browser routers keep their place in memory. The place survives a reload
 * through the preview's own store.
 */

import { createElement, type ReactNode, useEffect } from 'react';
import { createMemoryRouter, MemoryRouter, type RouteObject, useLocation } from 'react-router';
import { place } from '#preview';

export * from 'react-router';

interface BrowserRouterProps {
  readonly basename?: string;
  readonly children?: ReactNode;
}

function RememberPlace(): null {
  const { pathname, search, hash } = useLocation();
  useEffect(() => place.write(pathname + search + hash), [pathname, search, hash]);
  return null;
}

/** Stands in for the router that follows the address bar. */
export function BrowserRouter({ basename, children }: BrowserRouterProps): ReactNode {
  return createElement(
    MemoryRouter,
    { initialEntries: [place.read()], ...(basename === undefined ? {} : { basename }) },
    createElement(RememberPlace),
    children,
  );
}

export { BrowserRouter as HashRouter };

/** Stands in for the data router that follows the address bar. */
export function createBrowserRouter(
  routes: RouteObject[],
  options: { readonly basename?: string } = {},
): ReturnType<typeof createMemoryRouter> {
  const router = createMemoryRouter(routes, { ...options, initialEntries: [place.read()] });
  router.subscribe(({ location }) => place.write(location.pathname + location.search + location.hash));
  return router;
}

export { createBrowserRouter as createHashRouter };
