/** Tells changes of the workbook: what was written, where, and what stood there before. */
import { type AreaAddress, areaName, parseArea, parseCell } from '../workbook/address.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import { KnownCells, knownCells, sizeOf } from './known-cells.ts';
import type { OwnEventValue } from './schema.ts';
import type { Stamp, StoryDraft } from './story-draft.ts';
import { outdateChecks } from './story-facts.ts';
import type { CellBlock, CellFocus, StepDetail, StoryStep, StoryWorkbook } from './story-model.ts';

type CellsDetail = Extract<StepDetail, { type: 'cells' }>;

/** Blocks that one step shows. */
const MOST_BLOCKS = 8;
/** Cells of a block whose former content is kept with the step. */
const MOST_BEFORE = 600;
/** They change how the sheet looks, and nothing that a check measures. */
const LOOKS_ONLY: ReadonlySet<WorkbookCommand['do']> = new Set(['widths', 'freeze']);

const NO_WORKBOOK: StoryWorkbook = { sheets: [], formulas: 0, changes: 0 };

/** Tells changes into one draft; sheets are copied once for all that came together. */
export class WorkbookTelling {
  readonly #draft: StoryDraft;
  readonly #cells: KnownCells;

  constructor(draft: StoryDraft) {
    this.#draft = draft;
    this.#cells = new KnownCells(draft);
  }

  tell(value: OwnEventValue<'workbook'>, stamp: Stamp): void {
    const draft = this.#draft;
    const { command, by, callId } = value;
    if (by !== 'seed' && !LOOKS_ONLY.has(command.do)) outdateChecks(draft);
    if (by === 'agent') draft.story.focus = nextFocus(draft.story.focus, command);
    const step = draft.steps[draft.call(callId)?.step ?? -1];
    const shownBy = step ?? (by === 'person' ? lastMoment(draft) : undefined);
    if (shownBy) this.#show(shownBy, command, stamp);
    if (callId !== undefined && draft.story.writing?.callId === callId) draft.story.writing = null;
    this.#keep(command);
    if (by === 'person') joinEdits(draft, stamp);
  }

  #keep(command: WorkbookCommand): void {
    const { story } = this.#draft;
    const before = story.workbook ?? NO_WORKBOOK;
    if (command.do === 'write') this.#cells.write(command);
    if (command.do === 'fill') this.#cells.fill(command);
    if (command.do === 'remove-sheet') this.#cells.remove(command.name);
    story.workbook = {
      sheets: sheetsAfter(before.sheets, command),
      formulas: before.formulas + this.#cells.formulas,
      changes: before.changes + 1,
    };
    this.#cells.formulas = 0;
  }

  #show(step: StoryStep, command: WorkbookCommand, stamp: Stamp): void {
    const detail: CellsDetail =
      step.detail?.type === 'cells' ? step.detail : { type: 'cells', blocks: [], more: 0, told: '' };
    const next =
      command.do === 'write'
        ? this.#withWrite(detail, command)
        : command.do === 'fill'
          ? withFill(detail, command)
          : null;
    this.#draft.change(step.index, { ...(next ? { detail: next } : {}), to: stamp.seq });
  }

  #withWrite(detail: CellsDetail, command: Extract<WorkbookCommand, { do: 'write' }>): CellsDetail {
    const { sheet, at, rows } = command;
    if (detail.blocks.length >= MOST_BLOCKS) return { ...detail, more: detail.more + 1 };
    const area = areaOf(at, rows);
    if (!area) return detail;
    const before = sizeOf(area) > MOST_BEFORE ? null : knownCells(this.#draft.memory, sheet, area);
    return { ...detail, blocks: [...detail.blocks, { sheet, at, rows, before, area: areaName(area) }] };
  }
}

function areaOf(at: string, rows: readonly (readonly unknown[])[]): AreaAddress | null {
  const place = parseCell(at);
  if (!place) return null;
  const width = Math.max(1, ...rows.map((row) => row.length));
  const { row: top, column: left } = place;
  return { top, left, bottom: top + Math.max(1, rows.length) - 1, right: left + width - 1 };
}

/** A fill belongs to the block that it repeats; alone it stands for itself. */
function withFill(detail: CellsDetail, { sheet, from, to }: Extract<WorkbookCommand, { do: 'fill' }>) {
  const [source, target] = [parseArea(from), parseArea(to)];
  if (!source || !target) return detail;
  const index = detail.blocks.findLastIndex((block) => block.sheet === sheet && overlaps(block, source));
  const block = detail.blocks[index];
  if (block) {
    const area = joined(parseArea(block.area) ?? target, target);
    return { ...detail, blocks: detail.blocks.with(index, { ...block, area: areaName(area) }) };
  }
  if (detail.blocks.length >= MOST_BLOCKS) return { ...detail, more: detail.more + 1 };
  const alone: CellBlock = { sheet, at: from.split(':')[0] ?? from, rows: [], before: null, area: to };
  return { ...detail, blocks: [...detail.blocks, alone] };
}

function overlaps(block: CellBlock, area: AreaAddress): boolean {
  const other = parseArea(block.area);
  return other !== null && areOverlapping(other, area);
}

function areOverlapping(one: AreaAddress, other: AreaAddress): boolean {
  return (
    one.top <= other.bottom && other.top <= one.bottom && one.left <= other.right && other.left <= one.right
  );
}

function joined(one: AreaAddress, other: AreaAddress): AreaAddress {
  return {
    top: Math.min(one.top, other.top),
    left: Math.min(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.max(one.right, other.right),
  };
}

/** A fill belongs to what was just written: the eye stays there. */
function nextFocus(now: CellFocus | null, command: WorkbookCommand): CellFocus | null {
  const next = focusOf(command);
  if (!next || command.do !== 'fill' || now?.sheet !== next.sheet) return next ?? now;
  const [one, other] = [parseArea(now.area), parseArea(next.area)];
  return one && other && areOverlapping(one, other) ? now : next;
}

/** Where in the workbook a command works; null where that cannot be seen. */
function focusOf(command: WorkbookCommand): CellFocus | null {
  switch (command.do) {
    case 'write': {
      const area = areaOf(command.at, command.rows);
      return area && { sheet: command.sheet, area: areaName(area) };
    }
    case 'fill':
      // What is repeated tells more than where it ends: its labels stand beside it.
      return { sheet: command.sheet, area: command.from };
    case 'add-sheet':
      return { sheet: command.name, area: 'A1' };
    case 'format': {
      const area = command.rules.at(-1)?.area;
      return area === undefined ? null : { sheet: command.sheet, area };
    }
    default:
      return null;
  }
}

function sheetsAfter(sheets: readonly string[], command: WorkbookCommand): readonly string[] {
  if (command.do !== 'add-sheet' && command.do !== 'remove-sheet') return sheets;
  const index = sheets.findIndex((sheet) => sheet.toUpperCase() === command.name.toUpperCase());
  if (command.do === 'remove-sheet') return index < 0 ? sheets : sheets.toSpliced(index, 1);
  return index < 0 ? sheets.toSpliced(command.at ?? sheets.length, 0, command.name) : sheets;
}

/** The human moment that was just told. */
function lastMoment(draft: StoryDraft): StoryStep | undefined {
  const last = draft.steps.at(-1);
  return last?.kind === 'person' ? last : undefined;
}

/** Two edits of one cell, one after the other, are one step: a slider leaves no ladder of moments. */
function joinEdits(draft: StoryDraft, stamp: Stamp): void {
  const [one, other] = [draft.steps.at(-2), draft.steps.at(-1)];
  const [first, second] = draft.story.human.slice(-2);
  if (!one || !other || !first || !second) return;
  const edits = first.kind === 'edit' && second.kind === 'edit';
  if (!edits || first.seq < one.from || first.seq > one.to || second.seq !== other.from) return;
  const [before, after] = [onlyCell(one), onlyCell(other)];
  if (!before || !after || before.sheet !== after.sheet || before.at !== after.at) return;
  draft.dropLast();
  draft.story.interventions -= 1;
  draft.change(one.index, {
    text: other.text,
    detail: { type: 'cells', blocks: [{ ...after, before: before.before }], more: 0, told: '' },
    endedAt: stamp.timestamp,
    to: stamp.seq,
  });
}

function onlyCell({ kind, detail }: StoryStep): CellBlock | null {
  if (kind !== 'person' || detail?.type !== 'cells' || detail.blocks.length !== 1) return null;
  const [block] = detail.blocks;
  return block && block.area === block.at ? block : null;
}
