import { Moon, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../words.ts';
import './dark.css';
import { firstTheme, otherTheme, type Theme, themeLabel } from './theme.ts';

export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(firstTheme);

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    return () => {
      delete document.documentElement.dataset['theme'];
    };
  }, [theme]);

  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <button
      type="button"
      className="tool"
      aria-label={t(themeLabel(theme))}
      onClick={() => setTheme(otherTheme(theme))}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  );
}
