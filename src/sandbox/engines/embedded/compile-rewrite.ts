import { positionAt, TokenList } from './compile-tokens.ts';

/** An import that the compiled code really makes. */
export interface CompiledImport {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  /** Names read from it, with the line of the first use. */
  readonly names: readonly { readonly name: string; readonly line: number }[];
  /** The module is used as a whole: any name may be read. */
  readonly whole: boolean;
}

export interface RewrittenModule {
  readonly code: string;
  readonly imports: readonly CompiledImport[];
  /** Names it exports; null where it re-exports everything of another module. */
  readonly exports: readonly string[] | null;
}

/**
 * Second pass over the CommonJS that the transform wrote. Adds what the linker's wrapper
 * offers: `__turn()` in every loop, `__meta` for import.meta, `__component()` for hot
 * update. Every edit stays on its line, so that line numbers keep pointing at the source.
 */
export function rewriteModule(code: string): RewrittenModule {
  const tokens = new TokenList(code, { jsx: false, typescript: false });
  const edits = [...guardLoops(tokens), ...guardFunctions(tokens), ...replaceMeta(tokens)].sort(
    (a, b) => a.at - b.at,
  );
  let result = '';
  let position = 0;
  for (const edit of edits) {
    result += code.slice(position, edit.at) + edit.text;
    position = edit.at + edit.drop;
  }
  result += code.slice(position);
  return {
    code: `${result}\n${registerComponents(tokens)}`,
    imports: findImports(tokens),
    exports: findExports(code),
  };
}

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly text: string;
}

function insert(at: number, text: string): Edit {
  return { at, drop: 0, text };
}

/** A loop that never pauses would freeze the page; `__turn()` throws after a few seconds of it. */
function guardLoops(tokens: TokenList): Edit[] {
  const edits: Edit[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (tokens.is(index, '_while') && tokens.is(index + 1, 'parenL')) {
      edits.push(...guardCondition(tokens, index + 1, tokens.closing(index + 1)));
    } else if (tokens.is(index, '_for')) {
      const open = tokens.is(index + 1, 'parenL') ? index + 1 : index + 2;
      if (tokens.is(open, 'parenL')) edits.push(...guardFor(tokens, open));
    }
  }
  return edits;
}

/**
 * Functions too: promises that go on for ever never reach a loop, and where the browser
 * runs the frame in the host's process they would freeze both.
 */
function guardFunctions(tokens: TokenList): Edit[] {
  const edits: Edit[] = [];
  for (const scope of tokens.scopes) {
    if (!scope.isFunctionScope || scope.startTokenIndex === 0) continue;
    const last = scope.endTokenIndex - 1;
    const end = tokens.at(last);
    if (end === undefined) continue;
    const open = tokens.is(last, 'braceR') ? tokens.opening(last) : -1;
    const body = tokens.at(open);
    if (open > scope.startTokenIndex && body !== undefined && isBodyStart(tokens, open)) {
      edits.push(insert(body.end, '__turn();'));
      continue;
    }
    const arrow = findArrow(tokens, scope.startTokenIndex, last);
    const first = tokens.at(arrow + 1);
    if (arrow >= 0 && first !== undefined)
      edits.push(insert(first.start, '(__turn(),'), insert(end.end, ')'));
  }
  return edits;
}

const isBodyStart = (tokens: TokenList, open: number): boolean =>
  tokens.is(open - 1, 'arrow') || tokens.is(open - 1, 'parenR');

/** The arrow of an arrow function: the first one outside of its parameters' brackets. */
function findArrow(tokens: TokenList, start: number, end: number): number {
  let depth = 0;
  for (let index = start; index < end; index++) {
    if (opens(tokens, index)) depth++;
    else if (closes(tokens, index)) depth--;
    else if (depth === 0 && tokens.is(index, 'arrow')) return index;
  }
  return -1;
}

const opens = (tokens: TokenList, index: number): boolean =>
  ['parenL', 'braceL', 'dollarBraceL', 'bracketL'].some((type) => tokens.is(index, type));
const closes = (tokens: TokenList, index: number): boolean =>
  ['parenR', 'braceR', 'bracketR'].some((type) => tokens.is(index, type));

function guardCondition(tokens: TokenList, before: number, after: number): Edit[] {
  const start = tokens.at(before);
  const end = tokens.at(after);
  if (start === undefined || end === undefined) return [];
  if (after === before + 1) return [insert(start.end, '__turn()')];
  return [insert(start.end, '__turn()&&('), insert(end.start, ')')];
}

function guardFor(tokens: TokenList, open: number): Edit[] {
  const close = tokens.closing(open);
  if (close < 0) return [];
  const semicolons: number[] = [];
  let depth = 0;
  for (let index = open + 1; index < close; index++) {
    if (opens(tokens, index)) depth++;
    else if (closes(tokens, index)) depth--;
    else if (depth === 0 && tokens.is(index, 'semi')) semicolons.push(index);
  }
  const [first, second] = semicolons;
  if (first !== undefined && second !== undefined) return guardCondition(tokens, first, second);
  const body = tokens.at(close + 1);
  return tokens.is(close + 1, 'braceL') && body !== undefined ? [insert(body.end, '__turn();')] : [];
}

function replaceMeta(tokens: TokenList): Edit[] {
  const edits: Edit[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (tokens.word(index) !== 'import' || tokens.word(index + 2) !== 'meta' || !tokens.is(index + 1, 'dot'))
      continue;
    const start = tokens.at(index);
    const end = tokens.at(index + 2);
    if (start !== undefined && end !== undefined) {
      edits.push({ at: start.start, drop: end.end - start.start, text: '__meta' });
    }
  }
  return edits;
}

function findImports(tokens: TokenList): CompiledImport[] {
  const found: CompiledImport[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (tokens.word(index) !== 'require' || tokens.is(index - 1, 'dot')) continue;
    if (!tokens.is(index + 1, 'parenL') || !tokens.is(index + 2, 'string') || !tokens.is(index + 3, 'parenR'))
      continue;
    const bound = tokens.is(index - 1, 'eq') ? tokens.word(index - 2) : '';
    const unused = bound === '' && tokens.is(index + 4, 'semi') && !tokens.is(index - 1, 'parenL');
    found.push({
      specifier: tokens.word(index + 2).slice(1, -1),
      ...positionAt(tokens.text, tokens.at(index)?.start ?? 0),
      ...(bound === '' ? { names: [], whole: !unused } : findUses(tokens, bound)),
    });
  }
  return found;
}

function findUses(tokens: TokenList, bound: string): Pick<CompiledImport, 'names' | 'whole'> {
  const names = new Map<string, number>();
  let whole = false;
  for (let index = 0; index < tokens.length; index++) {
    if (tokens.word(index) !== bound || tokens.is(index - 1, 'dot') || tokens.is(index + 1, 'eq')) continue;
    const caller = tokens.is(index - 1, 'parenL') ? tokens.word(index - 2) : '';
    if (tokens.is(index + 1, 'dot')) note(tokens.word(index + 2), index);
    else if (caller === '_interopRequireDefault') {
      const alias = tokens.word(index - 4);
      for (let use = 0; use < tokens.length; use++) {
        if (tokens.word(use) === alias && tokens.is(use + 1, 'dot')) note('default', use);
      }
    } else if (caller !== '_createNamedExportFrom' && caller !== '_createStarExport') whole = true;
  }
  function note(name: string, index: number): void {
    if (!names.has(name)) names.set(name, positionAt(tokens.text, tokens.at(index)?.start ?? 0).line);
  }
  return { names: [...names].map(([name, line]) => ({ name, line })), whole };
}

function findExports(code: string): readonly string[] | null {
  if (/[;}\s]_createStarExport\(_/.test(code) || /\bmodule\.exports\b/.test(code)) return null;
  const names = [...code.matchAll(/\bexports\. ?([\w$]+) =/g)].map((match) => match[1] ?? '');
  const passed = [...code.matchAll(/_createNamedExportFrom\(\w+, '([^']+)'/g)].map((match) => match[1] ?? '');
  return [...new Set([...names, ...passed])];
}

const builtInHook =
  /^(use(State|Reducer|Effect|LayoutEffect|InsertionEffect|Ref|Memo|Callback|Context|Id|Transition|DeferredValue|ImperativeHandle|DebugValue|SyncExternalStore|ActionState|Optimistic|EffectEvent)?)$/;

/**
 * Registration of top-level components and hooks, for hot update with state kept. The
 * signature is the list of hook calls (with the initial value of state): where it
 * changes, state starts anew. Reading up to the next declaration may take in too much;
 * that costs a needless restart of one component, never a wrong one.
 */
function registerComponents(tokens: TokenList): string {
  const declared = findDeclarations(tokens);
  const lines: string[] = [];
  for (const [position, { name, index }] of declared.entries()) {
    if (!/^([A-Z]|use[A-Z])/.test(name)) continue;
    const end = declared[position + 1]?.index ?? tokens.length;
    const { signature, custom } = readHooks(tokens, index, end, name);
    lines.push(
      `__component(${name},${JSON.stringify(name)},${JSON.stringify(signature)},function(){return[${custom.join(',')}]});`,
    );
  }
  return lines.join('');
}

function findDeclarations(tokens: TokenList): { name: string; index: number }[] {
  const found: { name: string; index: number }[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    if (opens(tokens, index)) depth++;
    else if (closes(tokens, index)) depth--;
    else if (depth === 0 && tokens.is(index + 1, 'name')) {
      const binds =
        ['_const', '_let', '_var'].some((type) => tokens.is(index, type)) && tokens.is(index + 2, 'eq');
      const isStatement =
        tokens.startsLine(index) || tokens.is(index - 1, 'semi') || tokens.is(index - 1, 'braceR');
      const names = tokens.is(index, '_class') || tokens.is(index, '_function');
      const asynchronous = tokens.word(index - 1) === 'async';
      if (binds || (names && (isStatement || asynchronous)))
        found.push({ name: tokens.word(index + 1), index });
    }
  }
  return found;
}

function readHooks(
  tokens: TokenList,
  start: number,
  end: number,
  self: string,
): { signature: string; custom: string[] } {
  const parts: string[] = [];
  const custom = new Set<string>();
  for (let index = start + 2; index < end; index++) {
    const name = tokens.word(index);
    if (!/^use[A-Z]?/.test(name) || !tokens.is(index, 'name') || name === self) continue;
    const call = tokens.is(index + 1, 'parenL')
      ? index + 1
      : tokens.word(index + 2) === 'call'
        ? index + 3
        : -1;
    if (call < 0) continue;
    const close = tokens.closing(call);
    const initial = /^use(State|Reducer)$/.test(name)
      ? tokens.text.slice(tokens.at(call)?.end ?? 0, tokens.at(close)?.start ?? 0).slice(0, 300)
      : '';
    parts.push(`${name}{${initial}}`);
    if (builtInHook.test(name)) continue;
    const owner =
      tokens.is(index - 1, 'dot') && /^_/.test(tokens.word(index - 2)) ? `${tokens.word(index - 2)}.` : '';
    if (owner !== '' || !tokens.is(index - 1, 'dot'))
      custom.add(`typeof ${owner}${name}==="function"?${owner}${name}:null`);
  }
  return { signature: parts.join('\n'), custom: [...custom] };
}
