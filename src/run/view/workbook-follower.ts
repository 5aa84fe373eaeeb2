/** Keeps a workbook as it was at the place of a record where one looks. */
import type { WorkbookDesk } from '../../workbook/desk.ts';
import type { WorkbookCommand } from '../../workbook/schema.ts';
import { WorkbookError } from '../../workbook/workbook-error.ts';
import type { RecordedEvent } from '../schema.ts';
import { possibleCommands } from '../workbook-at.ts';

/** A jump over more changes builds the workbook anew: that is quicker than change by change, and nothing need flash. */
const LONGEST_WALK = 40;

interface RecordedChange {
  readonly seq: number;
  readonly command: WorkbookCommand;
}

export class WorkbookFollower {
  readonly #desk: Pick<WorkbookDesk, 'apply' | 'restore'>;
  readonly #changes: readonly RecordedChange[];
  /** Changes that are carried out. */
  #at = 0;
  /** How to take back the last ones, newest last. */
  #back: (readonly WorkbookCommand[])[] = [];

  constructor(desk: Pick<WorkbookDesk, 'apply' | 'restore'>, events: readonly RecordedEvent[]) {
    this.#desk = desk;
    const changes = events.flatMap((event): RecordedChange[] =>
      event.type === 'CUSTOM' && event.name === 'firsthand.workbook'
        ? [{ seq: event.seq, command: event.value.command }]
        : [],
    );
    this.#changes = withoutImpossible(changes);
  }

  /** The workbook after the event `seq`. */
  follow(seq: number): void {
    const target = this.#changes.findLastIndex((change) => change.seq <= seq) + 1;
    const distance = target - this.#at;
    if (distance === 0) return;
    try {
      if (distance > 0 && distance <= LONGEST_WALK) this.#walkOn(target);
      else if (distance < 0 && -distance <= Math.min(LONGEST_WALK, this.#back.length)) this.#walkBack(target);
      else this.#build(target);
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      this.#build(target);
    }
  }

  #walkOn(target: number): void {
    for (const { command } of this.#changes.slice(this.#at, target)) {
      this.#back.push(this.#desk.apply(command, 'agent').back);
      this.#at += 1;
    }
  }

  #walkBack(target: number): void {
    const steps = this.#back.splice(this.#back.length - (this.#at - target)).toReversed();
    this.#at = target;
    this.#desk.apply(steps.flat(), 'agent');
  }

  #build(target: number): void {
    this.#at = target;
    this.#back = [];
    this.#desk.restore(this.#changes.slice(0, target).map(({ command }) => command));
  }
}

/** A record from elsewhere may hold changes that cannot be carried out. */
function withoutImpossible(changes: readonly RecordedChange[]): readonly RecordedChange[] {
  const possible = new Set(possibleCommands(changes.map(({ command }) => command)));
  return changes.filter(({ command }) => possible.has(command));
}
