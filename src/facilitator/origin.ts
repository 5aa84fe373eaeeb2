/** What stands between a page and its server, in words. */
export interface OriginMismatch {
  /** What happened. */
  readonly title: string;
  /** What it means. */
  readonly text: string;
  /** Who does what about it. */
  readonly remedy: string;
}

/**
 * A proxy that does not pass the Host header on makes the server believe that it is somewhere else: its policy
 * then blocks every preview, and everything that is sent is refused. Null where both agree.
 * @param page the origin of this page
 * @param server where the server believes it was asked
 */
export function originMismatch(page: string, server: string): OriginMismatch | null {
  if (page === server) return null;
  return {
    title: 'Something between this browser and the kit changes its address',
    text: `This page is at ${page}, and the kit’s server was told ${server}. Previews stay empty and nothing can be sent.`,
    remedy: `Whoever runs the kit lets the proxy pass the Host header on, or starts the kit with FIRSTHAND_ORIGIN=${page}.`,
  };
}
