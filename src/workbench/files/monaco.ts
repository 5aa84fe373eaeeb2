/**
 * Monaco, loaded when a person first edits code (about 1 MB; its TypeScript worker 1.5 MB more).
 * Workers are bundled with the site; nothing comes from elsewhere.
 */
import type * as Monaco from 'monaco-editor/editor';

export type { Monaco };

let loading: Promise<typeof Monaco> | null = null;

/** Loads once; a failed load can be tried again. */
export function loadMonaco(): Promise<typeof Monaco> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<typeof Monaco> {
  const [monaco, typescript, EditorWorker, TypeScriptWorker, CssWorker] = await Promise.all([
    import('monaco-editor/editor'),
    import('monaco-editor/languages/features/typescript/register'),
    import('monaco-editor/editor/editor.worker?worker'),
    import('monaco-editor/languages/features/typescript/ts.worker?worker'),
    import('monaco-editor/languages/features/css/css.worker?worker'),
    import('monaco-editor/languages/features/css/register'),
    import('monaco-editor/features/register.all'),
    import('monaco-editor/languages/definitions/typescript/register'),
    import('monaco-editor/languages/definitions/javascript/register'),
    import('monaco-editor/languages/definitions/css/register'),
    import('monaco-editor/languages/definitions/html/register'),
    import('monaco-editor/languages/definitions/markdown/register'),
  ]);
  self.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => {
      if (label === 'typescript' || label === 'javascript') return new TypeScriptWorker.default();
      if (label === 'css' || label === 'scss' || label === 'less') return new CssWorker.default();
      return new EditorWorker.default();
    },
  };
  // The sandbox's packages have no types here: only what can be known from the text is reported.
  const diagnostics = { noSemanticValidation: true, noSuggestionDiagnostics: true };
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    defaults.setDiagnosticsOptions(diagnostics);
    defaults.setEagerModelSync(true);
    defaults.setCompilerOptions({
      target: typescript.ScriptTarget.ESNext,
      module: typescript.ModuleKind.ESNext,
      moduleResolution: typescript.ModuleResolutionKind.NodeJs,
      jsx: typescript.JsxEmit.ReactJSX,
      allowNonTsExtensions: true,
      allowImportingTsExtensions: true,
      noEmit: true,
    });
  }
  defineThemes(monaco);
  return monaco;
}

/** Colours from the tokens of the page, as Monaco wants them. */
function defineThemes(monaco: typeof Monaco): void {
  monaco.editor.defineTheme('firsthand-light', {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '6b6459', fontStyle: 'italic' },
      { token: 'keyword', foreground: '0b5c4f' },
      { token: 'string', foreground: '1c6f46' },
      { token: 'number', foreground: '8a5410' },
      { token: 'tag', foreground: '0b5c4f' },
      { token: 'type', foreground: '1f5680' },
      { token: 'type.identifier', foreground: '1f5680' },
      { token: 'attribute.name', foreground: '8a3b1f' },
      { token: 'attribute.value', foreground: '1f5680' },
      { token: 'regexp', foreground: '8a3b1f' },
    ],
    colors: {
      'editor.background': '#fffdf9',
      'editor.foreground': '#1b1915',
      'editorLineNumber.foreground': '#756d60',
      'editorLineNumber.activeForeground': '#1b1915',
      'editorLineNumber.dimmedForeground': '#756d60',
      'editor.lineHighlightBackground': '#f7f2e9',
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': '#0e6a5b',
      'editor.selectionBackground': '#cfe6e0',
    },
  });
  monaco.editor.defineTheme('firsthand-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: 'a39a8a', fontStyle: 'italic' },
      { token: 'keyword', foreground: '5fd4bc' },
      { token: 'string', foreground: '7fdcae' },
      { token: 'number', foreground: 'f0b256' },
      { token: 'tag', foreground: '5fd4bc' },
      { token: 'type', foreground: '8cc4ee' },
      { token: 'type.identifier', foreground: '8cc4ee' },
      { token: 'attribute.name', foreground: 'f0a58c' },
      { token: 'attribute.value', foreground: '8cc4ee' },
      { token: 'regexp', foreground: 'f0a58c' },
    ],
    colors: {
      'editor.background': '#1b1a17',
      'editor.foreground': '#f5f0e6',
      'editorLineNumber.foreground': '#9a9080',
      'editorLineNumber.activeForeground': '#f5f0e6',
      'editorLineNumber.dimmedForeground': '#9a9080',
      'editor.lineHighlightBackground': '#24221e',
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': '#3fc3a8',
      'editor.selectionBackground': '#1d4a41',
    },
  });
}

/** Monaco's language for a path. */
export function languageOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (['ts', 'tsx', 'mts', 'cts'].includes(ending)) return 'typescript';
  if (['js', 'jsx', 'mjs', 'cjs', 'json'].includes(ending)) return 'javascript';
  return { css: 'css', html: 'html', svg: 'html', md: 'markdown' }[ending] ?? 'plaintext';
}
