import { positionAt, type TokenList } from './compile-tokens.ts';

/** Something in a file that keeps it from running here, told with its place. */
export interface CompileProblem {
  readonly message: string;
  readonly plain: string;
  readonly line: number;
  readonly column: number;
}

type Finding = readonly [index: number, message: string, plain: string];

/**
 * Finds what the transform would drop silently or leave to fail without a place:
 * namespaces, decorators, top-level await, glob imports, tags closed by another name,
 * strings that run over the end of a line.
 */
export function findRefusals(source: TokenList): CompileProblem[] {
  const findings = [
    ...findNamespaces(source),
    ...findDecorators(source),
    ...findTopLevelAwait(source),
    ...findGlobImports(source),
    ...findTagMismatches(source),
    ...findOpenStrings(source),
  ];
  return findings.map(([index, message, plain]) => ({
    message,
    plain,
    ...positionAt(source.text, source.at(index)?.start ?? 0),
  }));
}

function findNamespaces(source: TokenList): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < source.length; index++) {
    const word = source.word(index);
    if (word !== 'namespace' && word !== 'module') continue;
    if (source.is(index - 1, 'dot') || !source.is(index + 1, 'name') || source.startsLine(index + 1))
      continue;
    let end = index + 2;
    while (source.is(end, 'dot')) end += 2;
    const declared = source.word(index - 1) === 'declare' || source.word(index - 2) === 'declare';
    if (!source.is(end, 'braceL') || declared) continue;
    found.push([
      index,
      'TypeScript namespaces are not supported here. Use a file with exports instead.',
      'The code uses an old way of grouping things (a namespace) that this preview does not run. A separate file does the same.',
    ]);
  }
  return found;
}

function findDecorators(source: TokenList): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < source.length; index++) {
    if (!source.is(index, 'at')) continue;
    found.push([
      index,
      'Decorators (@name) are not supported here. Call the function directly instead.',
      'The code uses a shorthand (a decorator) that this preview does not run.',
    ]);
  }
  return found;
}

function findTopLevelAwait(source: TokenList): Finding[] {
  const functions = source.scopes.filter((scope) => scope.isFunctionScope && scope.startTokenIndex > 0);
  const found: Finding[] = [];
  for (let index = 0; index < source.length; index++) {
    if (source.word(index) !== 'await' || source.at(index)?.isType === true) continue;
    if (source.is(index - 1, 'dot') || source.is(index - 1, 'questionDot')) continue;
    if (source.is(index + 1, 'colon') || source.is(index + 1, 'jsxTagEnd')) continue;
    if (functions.some((scope) => scope.startTokenIndex <= index && index < scope.endTokenIndex)) continue;
    if (!source.is(index, 'name') && !source.is(index, '_await')) continue;
    found.push([
      index,
      'await outside a function is not supported here. Put it in an async function.',
      'The file waits for something while it is being loaded, which this preview cannot do.',
    ]);
  }
  return found;
}

function findGlobImports(source: TokenList): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < source.length; index++) {
    if (source.word(index) !== 'meta' || source.word(index - 2) !== 'import') continue;
    if (!source.word(index + 2).startsWith('glob')) continue;
    found.push([
      index - 2,
      'import.meta.glob is not supported here. Import each file by its name.',
      'The code collects files by a pattern, which this preview cannot do. Each file has to be named.',
    ]);
  }
  return found;
}

/** The transform does not compare the names of opening and closing tags. */
function findTagMismatches(source: TokenList): Finding[] {
  const found: Finding[] = [];
  const open: { name: string; index: number }[] = [];
  const heads: boolean[] = [];
  for (let index = 0; index < source.length; index++) {
    if (source.is(index, 'jsxTagStart')) {
      const closes = source.is(index + 1, 'slash');
      const name = tagName(source, index + (closes ? 2 : 1));
      heads.push(closes);
      if (!closes) open.push({ name, index });
      else {
        const opened = open.pop();
        if (opened !== undefined && opened.name !== name) {
          const { line } = positionAt(source.text, source.at(opened.index)?.start ?? 0);
          found.push([
            index,
            `Expected </${opened.name}> to close <${opened.name}> of line ${line}, found </${name}>.`,
            'An element of the page is opened under one name and closed under another.',
          ]);
          return found;
        }
      }
    } else if (source.is(index, 'jsxTagEnd')) {
      const closes = heads.pop() === true;
      if (!closes && source.is(index - 1, 'slash')) open.pop();
    }
  }
  return found;
}

function tagName(source: TokenList, start: number): string {
  let name = '';
  for (let index = start; index < source.length; index++) {
    const part = ['jsxName', 'name', 'dot', 'colon'].some((type) => source.is(index, type));
    const joined = index === start || source.at(index)?.start === source.at(index - 1)?.end;
    if (!part || !joined) break;
    name += source.word(index);
  }
  return name;
}

function findOpenStrings(source: TokenList): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < source.length; index++) {
    if (!source.is(index, 'string') || source.at(index)?.isType === true) continue;
    if (source.is(index - 1, 'eq') && source.is(index - 2, 'jsxName')) continue;
    if (!/(^|[^\\])\n/.test(source.word(index))) continue;
    found.push([
      index,
      'A text in quotes is not closed before the end of the line.',
      'A piece of text has no closing quote.',
    ]);
  }
  return found;
}
