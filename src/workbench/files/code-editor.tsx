import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { languageOf, loadMonaco, type Monaco } from './monaco.ts';

interface CodeEditorProps {
  path: string;
  text: string;
  onChange: (text: string) => void;
  /** Ctrl-S or Cmd-S. */
  onSave?: () => void;
}

/** Own texts remembered, so that they are known again when they come back as the file's text. */
const MOST_EMITTED = 100;

type Editor = Monaco.editor.IStandaloneCodeEditor;

function themeNow(): string {
  return document.documentElement.dataset.theme === 'dark' ? 'firsthand-dark' : 'firsthand-light';
}

/** A code editor. Escape then Tab leaves it; Ctrl-M switches what Tab does. */
export function CodeEditor({ path, text, onChange, onSave }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const callbacks = useRef({ onChange, onSave });
  callbacks.current = { onChange, onSave };
  const emitted = useRef<readonly string[]>([]);
  const initial = useRef(text);
  initial.current = text;
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads anew
  useEffect(() => {
    let gone = false;
    let cleanUp = () => {};
    setState('loading');
    loadMonaco().then(
      (monaco) => {
        if (gone || !host.current) return;
        cleanUp = open(monaco, host.current);
        setState('ready');
      },
      () => setState('failed'),
    );
    function open(monaco: typeof Monaco, element: HTMLElement): () => void {
      const uri = monaco.Uri.parse(`file://${path}`);
      const model =
        monaco.editor.getModel(uri) ?? monaco.editor.createModel(initial.current, languageOf(path), uri);
      if (model.getValue() !== initial.current) model.setValue(initial.current);
      const made = createEditor(monaco, element, model, path);
      editor.current = made;
      const changes = made.onDidChangeModelContent(() => {
        const typed = made.getValue();
        emitted.current = [...emitted.current.slice(-MOST_EMITTED), typed];
        callbacks.current.onChange(typed);
      });
      made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => callbacks.current.onSave?.());
      const themes = new MutationObserver(() => monaco.editor.setTheme(themeNow()));
      themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
      return () => {
        themes.disconnect();
        changes.dispose();
        made.dispose();
        model.dispose();
        editor.current = null;
      };
    }
    return () => {
      gone = true;
      cleanUp();
    };
  }, [path, attempt]);

  useEffect(() => {
    const current = editor.current;
    // Only changes from outside (undo, a command): what was typed here comes back later than further typing.
    if (current && current.getValue() !== text && !emitted.current.includes(text)) current.setValue(text);
  }, [text]);

  return (
    <div className="relative h-full min-h-0">
      <div ref={host} className="h-full" />
      {state === 'loading' && (
        <p
          role="status"
          className="absolute inset-0 flex items-center justify-center gap-2 text-sm text-muted"
        >
          <LoaderCircle size={16} aria-hidden="true" className="animate-spin motion-reduce:animate-none" />
          Opening the editor
        </p>
      )}
      {state === 'failed' && (
        <div
          role="alert"
          className="absolute inset-0 grid place-content-center gap-3 p-6 text-center text-sm"
        >
          <p>The editor could not be loaded. Your files are safe.</p>
          <button
            type="button"
            className="justify-self-center rounded-lg border border-line-strong px-4 py-2 font-semibold"
            onClick={() => setAttempt(attempt + 1)}
          >
            Try again
          </button>
        </div>
      )}
    </div>
  );
}

function createEditor(
  monaco: typeof Monaco,
  element: HTMLElement,
  model: Monaco.editor.ITextModel,
  path: string,
): Editor {
  return monaco.editor.create(element, {
    model,
    theme: themeNow(),
    ariaLabel: `Editing ${path}. Press Control M to let Tab leave the editor.`,
    automaticLayout: true,
    fontFamily: 'JetBrains Mono Variable, ui-monospace, monospace',
    fontSize: 13,
    lineHeight: 21,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 12, bottom: 12 },
    tabSize: 2,
    renderLineHighlight: 'line',
    overviewRulerLanes: 0,
    scrollbar: { horizontalScrollbarSize: 8, verticalScrollbarSize: 8 },
    fixedOverflowWidgets: true,
    wordWrap: 'off',
    smoothScrolling: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
}
