import { useEffect } from 'react';
import { t } from '../words.ts';
import { languages, setLanguage, useLanguage } from './language.ts';
import './language.css';

export function LanguageSwitch() {
  const language = useLanguage();

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <div className="languages" role="group" aria-label={t('Language')}>
      {languages.map((entry) => (
        <button
          type="button"
          key={entry.id}
          className="tool"
          lang={entry.id}
          aria-label={entry.name}
          aria-pressed={entry.id === language}
          onClick={() => setLanguage(entry.id)}
        >
          {entry.label}
        </button>
      ))}
    </div>
  );
}
