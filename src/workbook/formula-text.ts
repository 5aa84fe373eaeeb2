/** Formula trees back to text: as written, or relative to a cell so that copies look alike. */
import { areaName, cellName, columnName, lastColumn, lastRow, quoteSheet } from './address.ts';
import { type AreaNode, binding, type FormulaNode, type RefNode } from './parse.ts';

/** How references are written. */
type WriteReference = (node: RefNode | AreaNode) => string;

function write(node: FormulaNode, reference: WriteReference): string {
  const inner = (part: FormulaNode) => write(part, reference);
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'text':
      return `"${node.value.replaceAll('"', '""')}"`;
    case 'boolean':
      return node.value ? 'TRUE' : 'FALSE';
    case 'error':
      return node.code;
    case 'missing':
      return '';
    case 'cell':
    case 'area':
      return reference(node);
    case 'name':
      return node.name;
    case 'spill':
      return `${inner(node.of)}#`;
    case 'unary':
      return node.operator === '%'
        ? `${wrapped(node.of, 7, inner)}%`
        : `${node.operator}${wrapped(node.of, 6, inner)}`;
    case 'binary': {
      const own = binding[node.operator] ?? 0;
      return `${wrapped(node.left, own, inner)}${node.operator}${wrapped(node.right, own + 1, inner)}`;
    }
    case 'call':
      return `${node.name}(${node.arguments.map(inner).join(',')})`;
    case 'array':
      return `{${node.rows.map((row) => row.map(inner).join(',')).join(';')}}`;
  }
}

function wrapped(node: FormulaNode, least: number, inner: (node: FormulaNode) => string): string {
  const weak = node.kind === 'binary' && (binding[node.operator] ?? 0) < least;
  return weak ? `(${inner(node)})` : inner(node);
}

function withSheet(sheet: string | undefined, address: string): string {
  return sheet === undefined ? address : `${quoteSheet(sheet)}!${address}`;
}

/** The formula as a person writes it, without `=`. */
export function formulaText(node: FormulaNode): string {
  return write(node, (reference) => {
    if (reference.kind === 'cell')
      return withSheet(reference.sheet, cornerName(reference.row, reference.column, reference));
    const { top, left, bottom, right, fixed } = reference;
    const isWhole = (top === 0 && bottom === lastRow) || (left === 0 && right === lastColumn);
    if (isWhole) return withSheet(reference.sheet, areaName(reference));
    const start = cornerName(top, left, { rowFixed: fixed.top, columnFixed: fixed.left });
    const end = cornerName(bottom, right, { rowFixed: fixed.bottom, columnFixed: fixed.right });
    return withSheet(reference.sheet, `${start}:${end}`);
  });
}

function cornerName(row: number, column: number, { rowFixed, columnFixed }: Fixed): string {
  return `${columnFixed ? '$' : ''}${columnName(column)}${rowFixed ? '$' : ''}${row + 1}`;
}

interface Fixed {
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

/** The formula with references counted from its own cell: copies across a row are the same text. */
export function relativeText(node: FormulaNode, row: number, column: number): string {
  const step = (to: number, from: number, fixed: boolean) => (fixed ? `=${to}` : String(to - from));
  const corner = (r: number, c: number, { rowFixed, columnFixed }: Fixed) =>
    `R${step(r, row, rowFixed)}C${step(c, column, columnFixed)}`;
  return write(node, (reference) => {
    if (reference.kind === 'cell')
      return withSheet(reference.sheet, corner(reference.row, reference.column, reference));
    const { top, left, bottom, right, fixed } = reference;
    const start = corner(top, left, { rowFixed: fixed.top, columnFixed: fixed.left });
    const end = corner(bottom, right, { rowFixed: fixed.bottom, columnFixed: fixed.right });
    return withSheet(reference.sheet, `${start}:${end}`);
  });
}

/** All parts of a tree, the whole first. */
export function* partsOf(node: FormulaNode): Generator<FormulaNode> {
  yield node;
  switch (node.kind) {
    case 'unary':
    case 'spill':
      yield* partsOf(node.of);
      break;
    case 'binary':
      yield* partsOf(node.left);
      yield* partsOf(node.right);
      break;
    case 'call':
      for (const part of node.arguments) yield* partsOf(part);
      break;
    case 'array':
      for (const row of node.rows) for (const part of row) yield* partsOf(part);
      break;
    default:
  }
}

/** "F9" or "PnL!F9" of a reference, seen from a sheet. */
export function referenceName(node: RefNode, home: string): string {
  return withSheet(node.sheet === home ? undefined : node.sheet, cellName(node.row, node.column));
}
