/** A place in the project's own files. */
export interface ProjectPlace {
  readonly path: string;
  /** 1-based; 0 where it is not known. */
  readonly line: number;
  readonly column: number;
}

export const nowhere: ProjectPlace = { path: '', line: 0, column: 0 };

/** Places of the project's files in a stack, innermost first; catalogue code is passed over. */
export function placesInStack(stack: string): readonly ProjectPlace[] {
  return [...stack.matchAll(/app:\/\/(\/[^\s:?)]+)[^\s:)]*:(\d+)(?::(\d+))?/g)].map((match) => ({
    path: (match[1] ?? '').replace(/^\/index\.html\..*/, '/index.html'),
    line: Number(match[2]),
    column: Number(match[3] ?? 1),
  }));
}
