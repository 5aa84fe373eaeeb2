import { useSyncExternalStore } from 'react';

export const languages = [
  { id: 'en', label: 'EN', name: 'English', locale: 'en-GB' },
  { id: 'es', label: 'ES', name: 'Español', locale: 'es-ES' },
] as const;

export type Language = (typeof languages)[number]['id'];

let language: Language = 'en';
const listeners = new Set<() => void>();

export function currentLanguage(): Language {
  return language;
}

export function setLanguage(next: Language): void {
  language = next;
  for (const listener of listeners) listener();
}

export function currentLocale(): string {
  return languages.find((entry) => entry.id === language)?.locale ?? 'en-GB';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Draws a component again when the language changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage, currentLanguage);
}
