/** Lets a write through only from a page of this site. */
import { RequestProblem } from './problem.ts';

/**
 * Browsers send `Origin` with every write, and pages cannot forge it; a preview's frame has
 * the origin "null". Over https they send `Sec-Fetch-Site` too.
 */
export function guardWrite(request: Request, ownOrigin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const fromHere = origin === null ? site === 'same-origin' : origin === ownOrigin;
  if (fromHere && (site === null || site === 'same-origin')) return;
  throw new RequestProblem(
    403,
    'other-site',
    'This request does not come from a page of this site.',
    'Open the site at the address that the server printed, and try there. Behind a proxy, set FIRSTHAND_ORIGIN.',
  );
}
