/**
 * Which problems of a preview stand. A problem of a build ends with the next build, one of a page
 * ends with the page or when the code that it came from was run again. That something went well
 * elsewhere ends none.
 */
import { PREVIEW_LIMITS } from './limits.ts';
import type { PreviewError, PreviewEvent } from './sandbox.ts';

/** What a listener holds after one more event: `problems` says exactly what stands, `error` adds to it. */
export function standingProblems(
  before: readonly PreviewError[],
  event: PreviewEvent,
): readonly PreviewError[] {
  if (event.type === 'problems') return event.problems;
  if (event.type === 'loading') return [];
  if (event.type !== 'error' || before.some((known) => isSame(known, event.error))) return before;
  return [...before, event.error].slice(0, PREVIEW_LIMITS.errors);
}

/** Seconds for which the page has been waited for, after one more event. */
export function secondsWaited(before: number, event: PreviewEvent): number {
  if (event.type === 'waiting') return event.seconds;
  return event.type === 'console' || event.type === 'problems' || event.type === 'blocked' ? before : 0;
}

function isSame(one: PreviewError, other: PreviewError): boolean {
  return (
    one.message === other.message &&
    one.path === other.path &&
    one.line === other.line &&
    one.source === other.source
  );
}

interface PageProblem {
  readonly error: PreviewError;
  /** Modules of the project that were at work, as far as the stack tells. */
  readonly modules: readonly string[];
}

/** An engine's account of what stands; tells listeners at every load, build and update. */
export class PreviewProblems {
  readonly #emit: (event: PreviewEvent) => void;
  #load = 0;
  #build = 0;
  #ofBuild: readonly PreviewError[] = [];
  #ofPage: readonly PageProblem[] = [];

  constructor(emit: (event: PreviewEvent) => void) {
    this.#emit = emit;
  }

  /** A page begins to load: what was said of the one before is over. */
  loading(): void {
    this.#load++;
    this.#ofPage = [];
    this.#emit({ type: 'loading' });
    this.#tell();
  }

  /** The project was built, with these problems and no others. */
  built(problems: readonly PreviewError[]): void {
    this.#build++;
    const before = this.#ofBuild;
    this.#ofBuild = problems.slice(0, PREVIEW_LIMITS.errors);
    this.#tell();
    for (const error of this.#ofBuild) {
      if (!before.some((known) => isSame(known, error))) this.#emit({ type: 'error', error });
    }
  }

  /** Something went wrong in the page that is shown. */
  add(error: PreviewError, modules: readonly string[] = []): void {
    if (this.#ofPage.some((known) => isSame(known.error, error))) return;
    this.#ofPage = [...this.#ofPage, { error, modules }].slice(0, PREVIEW_LIMITS.errors);
    // What the kit found is a state of the page, and no event in it.
    if (error.code === undefined) this.#emit({ type: 'error', error });
    else this.#tell();
  }

  /** These modules are run again: what their old code did wrong is over. It is told again where it happens again. */
  rerun(modules: ReadonlySet<string>): void {
    this.#drop(
      (problem) =>
        problem.error.code === undefined &&
        (problem.modules.length === 0 || problem.modules.some((path) => modules.has(path))),
    );
  }

  /** A problem of the kit's own finding is over. */
  end(code: NonNullable<PreviewError['code']>): void {
    this.#drop((problem) => problem.error.code === code);
  }

  #drop(isOver: (problem: PageProblem) => boolean): void {
    const left = this.#ofPage.filter((problem) => !isOver(problem));
    if (left.length === this.#ofPage.length) return;
    this.#ofPage = left;
    this.#tell();
  }

  #tell(): void {
    const problems = [...this.#ofBuild, ...this.#ofPage.map(({ error }) => error)];
    this.#emit({ type: 'problems', load: this.#load, build: this.#build, problems });
  }
}
