/** A place in the project's own files. */
export interface ProjectPlace {
  readonly path: string;
  /** 1-based; 0 where it is not known. */
  readonly line: number;
  readonly column: number;
}

export const nowhere: ProjectPlace = { path: '', line: 0, column: 0 };

/** First place of the project's files in a stack; catalogue code is passed over. */
export function placeInStack(stack: string): ProjectPlace {
  const match = /app:\/\/(\/[^\s:?)]+)[^\s:)]*:(\d+)(?::(\d+))?/.exec(stack);
  if (match === null) return nowhere;
  const path = (match[1] ?? '').replace(/^\/index\.html\..*/, '/index.html');
  return { path, line: Number(match[2]), column: Number(match[3] ?? 1) };
}
