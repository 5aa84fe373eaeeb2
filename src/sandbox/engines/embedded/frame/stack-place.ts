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
  return [...stack.matchAll(/app:\/\/(\/[^\s:?)]+)[^\s:)]*:(\d+)(?::(\d+))?/g)].map((match) =>
    place(match[1] ?? '', Number(match[2]), Number(match[3] ?? 1)),
  );
}

function place(path: string, line: number, column: number): ProjectPlace {
  return { path: path.replace(/^\/index\.html\..*/, '/index.html'), line, column };
}

// biome-ignore lint/security/noGlobalEval: asks the engine how it names code made from text; nothing of the page runs.
const evaluate = globalThis.eval;

/** Whether stacks name the file of code made from text. WebKit's do not: they hold nothing but functions' names. */
export const stacksNameFiles = ((): boolean => {
  const made: unknown = evaluate('new Error()\n//# sourceURL=app:///made.ts');
  return made instanceof Error && placesInStack(`${made.stack}`).length > 0;
})();

interface WorkingModule {
  readonly path: string;
  readonly text: string;
}

const MAX_AT_WORK = 8;
/** Modules that were entered since the last pause, latest first. */
let atWork: readonly WorkingModule[] = [];
/** The latest of them: looked up in no array, whose prototype code of the page could have changed. */
let latest: WorkingModule | null = null;
/** Every module that has run, by path: of a rejected promise nobody knows who was at work. */
const known = new Map<string, WorkingModule>();

/** Remembers that a module is at work, where stacks name no files. */
export function noteWork(module: WorkingModule): void {
  if (stacksNameFiles || latest === module) return;
  latest = module;
  known.set(module.path, module);
  atWork = [module, ...atWork.filter((other) => other !== module)].slice(0, MAX_AT_WORK);
}

/** The guard of a module's functions and loops, which notes that the module is at work. */
export function notingTurn(module: WorkingModule, turn: () => true): () => true {
  if (stacksNameFiles) return turn;
  return () => {
    noteWork(module);
    return turn();
  };
}

/** Code of the page begins to run: what was at work before has nothing to do with it. */
export function beginWork(): void {
  atWork = [];
  latest = null;
}

/** Places of an error in the project's files, innermost first. Without files in stacks: the module that fits best. */
export function placesOfError(error: Error): readonly ProjectPlace[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const told = placesInStack(stack);
  if (told.length > 0 || stacksNameFiles) return told;
  const line = Number(Reflect.get(error, 'line')) || 0;
  const column = Number(Reflect.get(error, 'column')) || 1;
  const name = /^([\w$]*)@$/m.exec(stack)?.[1] ?? '';
  const clue = clueIn(error.message);
  const found =
    atWork.find(({ text }) => fits(text, line, name, clue)) ??
    atWork.find(({ text }) => fits(text, line, name, '')) ??
    [...known.values()].find(({ text }) => fits(text, line, name, clue));
  // Where none fits, a package threw it on behalf of the module that was at work last.
  const own = found === undefined ? [] : [place(found.path, line, column)];
  const others = atWork.filter((other) => other !== found);
  return [...own, ...others.map(({ path }) => place(path, 0, 0))];
}

/** What must stand in the line that failed: the name that WebKit's messages quote, else the error that was made. */
function clueIn(message: string): string {
  return /variable: ([\w$]+)|evaluating '\(?([\w$]+)/.exec(message)?.slice(1).find(Boolean) ?? 'Error';
}

/** Whether a module has such a line with the clue in it, and the function of that name above. */
function fits(text: string, line: number, name: string, clue: string): boolean {
  const lines = text.split('\n').slice(0, line);
  if (line === 0 || lines.length < line || !lines.at(-1)?.includes(clue)) return false;
  return name === '' || lines.some((words) => words.includes(name));
}
