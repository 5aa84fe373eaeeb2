import { Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from './icon-button.tsx';
import { currentTheme, onTheme, setTheme } from './theme.ts';

export interface ThemeToggleProps {
  size?: 's' | 'm' | 'stage' | undefined;
}

/** Changes between light and dark. */
export function ThemeToggle({ size = 'm' }: ThemeToggleProps) {
  const theme = useSyncExternalStore(onTheme, currentTheme, () => 'light' as const);
  return (
    <IconButton
      size={size}
      label={theme === 'dark' ? 'Use the light theme' : 'Use the dark theme'}
      icon={theme === 'dark' ? <Sun /> : <Moon />}
      onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
    />
  );
}
