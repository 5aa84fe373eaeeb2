/** Finds, by TypeScript's own types, where browser code uses what a browser at the floor may not have. */
import { join, relative } from 'node:path';
import ts from 'typescript';
import { doubtfulNames, isOwner, lackingAt } from './compat-data.ts';

const root = join(import.meta.dirname, '..', '..');

export interface ApiUse {
  /** `AbortSignal.any`, or the name of a whole interface. */
  readonly name: string;
  /** `src/agent/loop.ts:99`. */
  readonly place: string;
  /** `chrome 111, safari 16.4`. */
  readonly lacking: string;
}

/** All of `src` that runs in a browser, also the code of the demos' apps. */
function isBrowserCode(file: string): boolean {
  const path = relative(root, file);
  return path.startsWith('src/') && !/^src\/(server|pages)\/|^src\/content\.config|\/bundle\.ts$/.test(path);
}

/**
 * Every use in browser code of what is not at the floor.
 * @param more further source texts by a path below `src`, as if they were there
 */
export function usesAboveFloor(more: Readonly<Record<string, string>> = {}): readonly ApiUse[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const added = new Map(Object.entries(more).map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => added.has(name) || fileExists(name);
  host.readFile = (name) => added.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = added.get(name);
    if (text === undefined) return getSourceFile(name, language, ...rest);
    return ts.createSourceFile(name, text, language, true);
  };
  const files = [...fileNames.filter(isBrowserCode), ...added.keys()];
  // What the platform has beyond the project's own `lib` counts too: a cast or a newer `lib` must not hide it.
  const program = ts.createProgram(files, { ...options, lib: ['lib.esnext.full.d.ts'] }, host);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return source === undefined ? [] : usesIn(source, program);
  });
}

function usesIn(source: ts.SourceFile, program: ts.Program): ApiUse[] {
  const checker = program.getTypeChecker();
  const uses: ApiUse[] = [];
  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && doubtfulNames.has(node.text)) {
      const use = apiUse(node);
      if (use !== null) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        uses.push({ ...use, place: `${relative(root, source.fileName)}:${line}` });
      }
    }
    ts.forEachChild(node, visit);
  }

  function apiUse(node: ts.Identifier): Pick<ApiUse, 'name' | 'lacking'> | null {
    const declarations = (symbolOf(node)?.declarations ?? []).filter((each) =>
      program.isSourceFileDefaultLibrary(each.getSourceFile()),
    );
    for (const declaration of declarations) {
      const { owner, isGlobal } = ownerOf(declaration);
      const candidates = isGlobal ? ['Window', 'WorkerGlobalScope'] : [...receiversOf(node), owner];
      for (const candidate of candidates.flatMap(dataNames)) {
        const lacking = lackingAt(candidate, node.text);
        if (lacking !== undefined)
          return lacking === '' ? null : { name: `${candidate}.${node.text}`, lacking };
      }
      const whole = isGlobal ? lackingAt(node.text, null) : undefined;
      if (whole !== undefined) return whole === '' ? null : { name: node.text, lacking: whole };
    }
    return null;
  }

  /** In `const { any } = AbortSignal` the name itself means the new variable, not the member. */
  function symbolOf(node: ts.Identifier): ts.Symbol | undefined {
    const { parent } = node;
    if (!ts.isBindingElement(parent) || (parent.propertyName ?? parent.name) !== node)
      return checker.getSymbolAtLocation(node);
    return checker.getTypeAtLocation(parent.parent).getProperty(node.text);
  }

  /** The types that a member is read from, the nearest first. */
  function receiversOf(node: ts.Identifier): string[] {
    const { parent } = node;
    const type = ts.isPropertyAccessExpression(parent)
      ? checker.getTypeAtLocation(parent.expression)
      : ts.isBindingElement(parent)
        ? checker.getTypeAtLocation(parent.parent)
        : undefined;
    const names: string[] = [];
    const collect = (each: ts.Type) => {
      if (each.isUnion()) each.types.forEach(collect);
      const name = each.symbol?.name;
      if (name === undefined || names.includes(name)) return;
      names.push(name);
      if (each.isClassOrInterface()) checker.getBaseTypes(each).forEach(collect);
    };
    if (type !== undefined) collect(checker.getApparentType(checker.getNonNullableType(type)));
    return names;
  }

  visit(source);
  return uses;
}

function ownerOf(declaration: ts.Declaration): { owner: string; isGlobal: boolean } {
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent)) return { owner: parent.name.text, isGlobal: false };
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent))
    return { owner: parent.parent.name.getText(), isGlobal: false };
  if (ts.isModuleBlock(parent)) return { owner: parent.parent.name.getText(), isGlobal: false };
  return { owner: '', isGlobal: true };
}

/** TypeScript splits some types that MDN lists as one. */
function dataNames(name: string): string[] {
  const plain = name.replace(/^Readonly(?=[A-Z])/, '').replace(/(?<=.)Constructor$/, '');
  const listed = [plain];
  if (/^(Big)?(Int|Uint|Float)\d+(Clamped)?Array$/.test(plain)) listed.push('TypedArray');
  if (/Iterator(Object)?$/.test(plain)) listed.push('Iterator');
  return listed.filter(isOwner);
}
