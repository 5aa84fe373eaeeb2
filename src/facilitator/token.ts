/** The secret in `…/enter/#token`, or the bare secret; null where there is none. */
export function tokenIn(text: string): string | null {
  const token = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text;
  return /^[A-Za-z0-9_-]{16,256}$/.test(token) ? token : null;
}
