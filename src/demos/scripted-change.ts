/** A change that a rehearsal can carry out: new files, exact edits, its own test, and the checks at the end. */
import type { ScriptedChange } from './demo.ts';
import {
  checkTheResult,
  edit,
  honestly,
  look,
  type Part,
  phase,
  proofInWords,
  runTests,
  say,
  write,
} from './script.ts';

export interface PlannedFile {
  readonly path: string;
  /** Follows "Wrote" for the person who reads along: "the dark colours". */
  readonly purpose: string;
  readonly content: string;
}

export interface PlannedEdit {
  readonly path: string;
  /** Follows "Changed". */
  readonly purpose: string;
  /** A passage that is in the file exactly once and that no other change takes away. */
  readonly old: string;
  readonly new: string;
}

/** Words of a change in the second language, put in where that language is there already. */
export interface Translation {
  /** Folder below `/src` that holds the language. */
  readonly folder: string;
  readonly edit: PlannedEdit;
}

export interface PlannedChange extends ScriptedChange {
  /** Folder below `/src` that is there exactly where the change was made. */
  readonly folder: string;
  /** What the agent is about to do, in a sentence. */
  readonly plan: string;
  /** New files; may depend on which other changes are there. */
  readonly files: (present: ReadonlySet<string>) => readonly PlannedFile[];
  readonly edits: readonly PlannedEdit[];
  readonly translation?: Translation;
  /** What is different now and where to see it. */
  readonly done: string;
}

/** Carries a change out. Where it is there already, or a passage was edited by hand, it says so. */
export function carryOut(change: PlannedChange): Part {
  return honestly(steps(change));
}

function* steps(change: PlannedChange): Part {
  yield* phase('Your change');
  yield* say(change.plan);
  const present = yield* look('/src');
  if (present.has(change.folder)) {
    yield* say(`This is in the app already. ${change.done}`);
    return;
  }
  const edits = [...change.edits];
  if (change.translation && present.has(change.translation.folder)) edits.push(change.translation.edit);
  if (!(yield* applyEdits(edits))) return;
  for (const file of change.files(present)) yield* write(file.path, file.content, file.purpose);
  yield* proveChange(change.done);
}

/**
 * Makes all edits or none: where a passage is not there any more, those made before are taken back.
 * @returns whether they were made
 */
export function* applyEdits(edits: readonly PlannedEdit[]): Part<boolean> {
  const made: PlannedEdit[] = [];
  for (const planned of edits) {
    const result = yield* edit(planned.path, planned.old, planned.new, planned.purpose);
    if (result.ok) {
      made.push(planned);
      continue;
    }
    for (const back of made.reverse())
      yield* edit(back.path, back.new, back.old, 'what was begun, back to how it was');
    yield* say(
      `The script could not change ${planned.purpose}. The place it looks for in ${planned.path} is not as it was, so somebody has changed it by hand. Nothing was left half done. To change the file as it is now, a live model is needed.`,
    );
    return false;
  }
  return true;
}

/** Tests, then checks, then a summary that holds only what was seen. */
export function* proveChange(done: string): Part {
  const tests = yield* runTests();
  if (tests.failed > 0) {
    yield* say(
      `The change is made, but ${count(tests.failed, 'test fails', 'tests fail')} now. The script has no repair for this; a live model, or Undo, is the way on.`,
    );
    return;
  }
  const good = yield* checkTheResult();
  if (!tests.ok) {
    yield* say(`${done} ${proofInWords('not run', good)}`);
    return;
  }
  yield* say(
    good
      ? `${done} All ${tests.passed} tests and every check pass.`
      : `${done} All ${tests.passed} tests pass, but not every check does: the Checks panel says what was measured.`,
  );
}

/** Says that the workbench takes changes back, not the script. */
export function* sayUndo(): Part {
  yield* say(
    'Taking back a change is not done by the agent: press “Undo the last change” and the workbench puts the files back as they were. Afterwards the change can be asked for again.',
  );
}

export function count(number: number, one: string, many: string): string {
  return number === 1 ? `one ${one}` : `${number} ${many}`;
}
