/** A change of a text as lines to read: what went, what came, and a little around it. */
import { structuredPatch } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
  /** 1-based line before the change; null for an added line and a gap. */
  readonly before: number | null;
  /** 1-based line after the change; null for a removed line and a gap. */
  readonly after: number | null;
}

export interface TextDiff {
  readonly lines: readonly DiffLine[];
  readonly added: number;
  readonly removed: number;
  /** True where the texts were too different to compare line by line: all old, then all new. */
  readonly coarse: boolean;
}

/** Past this many edits a line-by-line comparison would hold up the screen. */
const MOST_EDITS = 4000;

/** The change from `before` to `after`; null stands for "no such file". `context` lines around each place. */
export function diffText(before: string | null, after: string | null, context = 3): TextDiff {
  if (before === null) return whole(linesOf(after ?? ''), 'added');
  if (after === null) return whole(linesOf(before), 'removed');
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: MOST_EDITS });
  if (!patch) return coarse(linesOf(before), linesOf(after));
  const lines: DiffLine[] = [];
  for (const hunk of patch.hunks) {
    if (lines.length > 0) lines.push({ kind: 'gap', text: '', before: null, after: null });
    lines.push(...hunkLines(hunk));
  }
  return { lines, ...counts(lines), coarse: false };
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

function hunkLines(hunk: Hunk): DiffLine[] {
  let before = hunk.oldStart;
  let after = hunk.newStart;
  const lines: DiffLine[] = [];
  for (const line of hunk.lines) {
    const text = line.slice(1);
    if (line.startsWith('+')) lines.push({ kind: 'added', text, before: null, after: after++ });
    else if (line.startsWith('-')) lines.push({ kind: 'removed', text, before: before++, after: null });
    else if (!line.startsWith('\\')) lines.push({ kind: 'same', text, before: before++, after: after++ });
  }
  return lines;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function numbered(texts: readonly string[], kind: 'added' | 'removed'): DiffLine[] {
  return texts.map((text, index) => ({
    kind,
    text,
    before: kind === 'removed' ? index + 1 : null,
    after: kind === 'added' ? index + 1 : null,
  }));
}

function whole(texts: readonly string[], kind: 'added' | 'removed'): TextDiff {
  const lines = numbered(texts, kind);
  return { lines, ...counts(lines), coarse: false };
}

function coarse(before: readonly string[], after: readonly string[]): TextDiff {
  const lines = [...numbered(before, 'removed'), ...numbered(after, 'added')];
  return { lines, ...counts(lines), coarse: true };
}

function counts(lines: readonly DiffLine[]): { added: number; removed: number } {
  return {
    added: lines.filter((line) => line.kind === 'added').length,
    removed: lines.filter((line) => line.kind === 'removed').length,
  };
}
