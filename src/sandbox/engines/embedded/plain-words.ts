import type { PreviewError, PreviewProblemCode } from '../../sandbox.ts';

const explanations: readonly (readonly [RegExp, string])[] = [
  [
    /is not defined$/,
    'The code uses a name that does not exist, perhaps a typing mistake or a missing import.',
  ],
  [
    /Cannot read propert(y|ies) of (undefined|null)|(undefined|null) has no properties|is (undefined|null)$/,
    'The code looks inside something that is not there yet.',
  ],
  [/is not a function/, 'The code tries to run something that cannot be run.'],
  [/is not iterable/, 'The code goes through a list, but what it was given is not a list.'],
  [
    /before initialization/,
    'Two files need each other before either is ready, or a name is used before its line.',
  ],
  [
    /Assignment to constant|invalid assignment to const/,
    'The code changes a value that was declared as fixed.',
  ],
  [/Maximum call stack|too much recursion/, 'A part of the code calls itself without end.'],
  [/loop ran for/, 'A loop in the code goes on without end, so it was stopped. The page may be incomplete.'],
  [/Too many re-renders|Maximum update depth/, 'A part of the page keeps changing itself without end.'],
  [/Element type is invalid/, 'The page uses a component that is not there; the import is probably wrong.'],
  [/Objects are not valid as a React child/, 'The page tries to show a whole object where only text fits.'],
  [/Invalid hook call|Rendered (more|fewer) hooks/, 'A React hook is called in a place where it may not be.'],
  [
    /createRoot.*Target container|Target container is not a DOM element/,
    'The place on the page where the app should go was not found.',
  ],
  [
    /NetworkError|Failed to fetch|Load failed/,
    'The page asked the network for something; this sandbox has no network.',
  ],
  [/JSON/, 'Some data could not be read because it is not valid JSON.'],
  [/SyntaxError/, 'The code has a typing mistake, so it cannot be run.'],
  [
    /must be used within|useContext|Provider/,
    'A component is used outside of the part that gives it its data.',
  ],
];

/** An error of a page in words for a person who does not program. */
export function explainError(message: string): string {
  const found = explanations.find(([pattern]) => pattern.test(message));
  return found?.[1] ?? 'Something in the code went wrong while the page was running.';
}

/** An error as the frame told it, with the plain words added. */
export function describeError(error: {
  readonly code?: PreviewProblemCode;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly source: 'compile' | 'runtime';
}): PreviewError {
  const { code, message, path, line, column, source } = error;
  return {
    ...(code === undefined ? {} : { code }),
    message,
    plain: code === undefined ? explainError(message) : message,
    source,
    ...(path === '' ? {} : { path }),
    ...(line > 0 ? { line, column } : {}),
  };
}

/** A program that ran and left nothing to see; a person would take it for a page that is still coming. */
export const emptyPage = {
  code: 'empty-page',
  message: 'The page is empty: the program ran, but put nothing on the page.',
  plain: 'The page is empty: the program ran, but put nothing on the page.',
  source: 'runtime',
} as const;
