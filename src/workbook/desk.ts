/** The live workbook of a session, with undo in rounds: what an agent did in one round, or one edit by hand. */
import type { Cell } from './cell.ts';
import type { EngineOptions } from './engine.ts';
import { workbookLimits } from './limits.ts';
import type { WorkbookCommand } from './schema.ts';
import { Workbook, type WorkbookChange } from './workbook.ts';

/** Who changes the workbook; `seed` is what stands there before anyone works. */
export type WorkbookAuthor = 'agent' | 'person' | 'seed';

export interface DeskChange extends WorkbookChange {
  readonly by: WorkbookAuthor;
  /** `restore`: the workbook is another one now, read everything anew. `try`: nothing that lasts. */
  readonly kind: 'apply' | 'undo' | 'redo' | 'restore' | 'try';
}

export interface WorkbookDeskOptions extends EngineOptions {
  readonly title: string;
  /**
   * Told of each command that was carried out, in order; undo and redo come as commands of a person.
   * An agent's come with `by: 'agent'`: its tools report the same commands as facts of their call,
   * so a record takes those from one place only. A restore is not told.
   */
  readonly onCommand?: (command: WorkbookCommand, by: WorkbookAuthor) => void;
}

/** What one undo takes back. */
interface Step {
  readonly label: string;
  readonly by: WorkbookAuthor;
  readonly changes: WorkbookChange[];
}

export class WorkbookDesk {
  readonly #options: WorkbookDeskOptions;
  #workbook: Workbook;
  #stopFollowing: () => void;
  #label = '';
  #open = false;
  #done: Step[] = [];
  #undone: Step[] = [];
  readonly #listeners = new Set<(change: DeskChange) => void>();

  constructor(options: WorkbookDeskOptions) {
    this.#options = options;
    this.#workbook = new Workbook(options.title, options);
    this.#stopFollowing = this.#followTries();
  }

  /** The workbook as it is now; another object after {@link restore}. */
  get workbook(): Workbook {
    return this.#workbook;
  }
  get canUndo(): boolean {
    return this.#done.length > 0;
  }
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }
  /** What the next undo takes back: "Changed churn to 3 %". */
  get undoLabel(): string | undefined {
    return this.#done.at(-1)?.label;
  }
  get redoLabel(): string | undefined {
    return this.#undone.at(-1)?.label;
  }

  subscribe(listener: (change: DeskChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is applied from here to the next call is one step of undo. */
  beginStep(label: string): void {
    this.#label = label;
    this.#open = false;
  }

  /** Carries out commands, all or none. Throws `WorkbookError` and changes nothing where it cannot. */
  apply(commands: WorkbookCommand | readonly WorkbookCommand[], by: WorkbookAuthor): WorkbookChange {
    const change = this.#workbook.apply(commands);
    this.#undone = [];
    this.#stepOf(by).changes.push(change);
    this.#tell(change, by, 'apply');
    return change;
  }

  /** The step that is open; a change of author always begins one, under the label of the author's last. */
  #stepOf(by: WorkbookAuthor): Step {
    const last = this.#done.at(-1);
    if (this.#open && last?.by === by) return last;
    const interrupted = this.#open ? this.#done.findLast((each) => each.by === by) : undefined;
    const step: Step = { label: interrupted?.label ?? this.#label, by, changes: [] };
    this.#done.push(step);
    if (this.#done.length > workbookLimits.undoSteps) this.#done.shift();
    this.#open = true;
    return step;
  }

  /** Takes the last step back; returns the commands that did it, none where there is nothing to take back. */
  undo(): readonly WorkbookCommand[] {
    const step = this.#done.pop();
    if (!step) return [];
    this.#open = false;
    this.#undone.push(step);
    return this.#retrace(
      step.changes.toReversed().flatMap(({ back }) => back),
      'undo',
    );
  }

  /** Does again what the last undo took back. */
  redo(): readonly WorkbookCommand[] {
    const step = this.#undone.pop();
    if (!step) return [];
    this.#open = false;
    this.#done.push(step);
    return this.#retrace(
      step.changes.flatMap(({ commands }) => commands),
      'redo',
    );
  }

  #retrace(commands: readonly WorkbookCommand[], kind: 'undo' | 'redo'): readonly WorkbookCommand[] {
    const change = this.#workbook.apply(commands, { circles: 'allowed' });
    this.#tell(change, 'person', kind);
    return commands;
  }

  /** What was done so far stays: it can no longer be taken back. */
  settle(): void {
    this.#done = [];
    this.#undone = [];
    this.#open = false;
  }

  /** Puts the workbook that these commands build in place of this one. There is nothing to undo then. */
  restore(commands: readonly WorkbookCommand[]): void {
    const restored = Workbook.fromCommands(this.#options.title, commands, this.#options);
    this.#stopFollowing();
    this.#workbook = restored;
    this.#stopFollowing = this.#followTries();
    this.settle();
    this.#inform({ commands: [], back: [], cells: new Set<Cell>(), by: 'seed', kind: 'restore' });
  }

  /** Numbers that are only tried reach the screens, never the record. */
  #followTries(): () => void {
    return this.#workbook.subscribe((change) => {
      if (change.passing) this.#inform({ ...change, by: 'person', kind: 'try' });
    });
  }

  #tell(change: WorkbookChange, by: WorkbookAuthor, kind: DeskChange['kind']): void {
    for (const command of change.commands) this.#options.onCommand?.(command, by);
    this.#inform({ ...change, by, kind });
  }

  #inform(change: DeskChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
