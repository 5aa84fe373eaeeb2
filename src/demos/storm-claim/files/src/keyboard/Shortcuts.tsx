import { Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../words.ts';
import { isTyping, viewForKey } from './keyboard.ts';
import './shortcuts.css';

interface ShortcutsProps<Id extends string> {
  readonly views: readonly { readonly id: Id; readonly label: string }[];
  readonly onView: (id: Id) => void;
}

/** Listens to the keys and shows which there are. */
export function Shortcuts<Id extends string>({ views, onView }: ShortcutsProps<Id>) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target.tagName : '';
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
      if (event.key === '?') setOpen((before) => !before);
      if (event.key === 'Escape') setOpen(false);
      const view = viewForKey(event.key, views);
      if (view !== null) onView(view);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [views, onView]);

  return (
    <div className="shortcuts">
      <button
        type="button"
        className="tool"
        aria-label={t('Keyboard shortcuts')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Keyboard size={18} aria-hidden="true" />
      </button>
      {open && (
        <dl className="shortcut-list">
          {views.map((view, index) => (
            <div key={view.id}>
              <dt>{index + 1}</dt>
              <dd>{t(view.label)}</dd>
            </div>
          ))}
          <div>
            <dt>?</dt>
            <dd>{t('Show or hide this list')}</dd>
          </div>
        </dl>
      )}
    </div>
  );
}
