/** Changes that both apps know: dark theme, keyboard, text size. Their files lie with each app. */
import type { ProjectText } from './project-text.ts';
import type { PlannedChange, PlannedEdit, Translation } from './scripted-change.ts';

export interface ComfortPlaces {
  readonly text: ProjectText;
  /** Words of a change in the app's second language. */
  readonly translation: (section: string) => Translation;
  /** A line of the App's imports that no change takes away. */
  readonly importAnchor: string;
  /** White space before the children of the tools. */
  readonly indent: string;
  /** Names of the views in a sentence. */
  readonly views: string;
}

const toolsAnchor = '<div className="tools">';

/** Puts a component among the tools at the top of the app, with its import. */
export function toolEdits(
  { importAnchor, indent }: Pick<ComfortPlaces, 'importAnchor' | 'indent'>,
  name: string,
  path: string,
  element = `<${name} />`,
): PlannedEdit[] {
  return [
    {
      path: '/src/App.tsx',
      purpose: `the app’s imports for the new part`,
      old: importAnchor,
      new: `${importAnchor}\nimport { ${name} } from '${path}';`,
    },
    {
      path: '/src/App.tsx',
      purpose: 'the top of every view, with the new button',
      old: toolsAnchor,
      new: `${toolsAnchor}\n${indent}${element}`,
    },
  ];
}

export function comfortChanges(places: ComfortPlaces): PlannedChange[] {
  const { text, translation, views } = places;
  const file = (path: string, purpose: string) => ({ path, purpose, content: text(path) });
  return [
    {
      id: 'dark-theme',
      label: 'Add a dark theme',
      also: [
        'dark mode',
        'dark',
        'night mode',
        'dark colours',
        'dark colors',
        'dark background',
        'black background',
      ],
      folder: 'theme',
      plan: 'The agent adds dark colours beside the light ones, and a button to change between them. The company’s colour stays.',
      files: () => [
        file('/src/theme/dark.css', 'the dark colours'),
        file('/src/theme/theme.ts', 'how the themes change'),
        file('/src/theme/ThemeSwitch.tsx', 'the button for it'),
        file('/src/theme/theme.test.ts', 'a test for the theme'),
      ],
      edits: toolEdits(places, 'ThemeSwitch', './theme/ThemeSwitch.tsx'),
      translation: translation('theme'),
      done: 'The app opens in dark, and the button at the top brings light back.',
    },
    {
      id: 'keyboard',
      label: 'Add keyboard shortcuts',
      also: [
        'keyboard access',
        'keyboard',
        'shortcut keys',
        'hotkeys',
        'without a mouse',
        'keys for the views',
      ],
      folder: 'keyboard',
      plan: 'The agent gives every view a number key and lists the keys behind a button. While somebody types an answer, a digit stays a digit.',
      files: () => [
        file('/src/keyboard/keyboard.ts', 'which key opens what'),
        file('/src/keyboard/shortcuts.css', 'how the list of keys looks'),
        file('/src/keyboard/Shortcuts.tsx', 'the part that listens to the keys'),
        file('/src/keyboard/keyboard.test.ts', 'a test for the keys'),
      ],
      edits: toolEdits(
        places,
        'Shortcuts',
        './keyboard/Shortcuts.tsx',
        '<Shortcuts views={views} onView={setView} />',
      ),
      translation: translation('keyboard'),
      done: `Press 1, 2 or 3 for ${views}, and ? for the list.`,
    },
    {
      id: 'text-size',
      label: 'Make the text larger',
      also: [
        'larger text',
        'bigger text',
        'large print',
        'text size',
        'font size',
        'bigger letters',
        'larger font',
        'bigger font',
      ],
      folder: 'text-size',
      plan: 'The agent sets the text one size larger and adds a button for three sizes, so that each person can choose.',
      files: () => [
        file('/src/text-size/text-size.ts', 'the three sizes'),
        file('/src/text-size/TextSizeSwitch.tsx', 'the button for them'),
        file('/src/text-size/text-size.test.ts', 'a test for the sizes'),
      ],
      edits: toolEdits(places, 'TextSizeSwitch', './text-size/TextSizeSwitch.tsx'),
      translation: translation('text-size'),
      done: 'Text is one size larger now, and the button with the A changes it.',
    },
  ];
}

export interface LanguagePlaces extends Pick<ComfortPlaces, 'text' | 'importAnchor' | 'indent'> {
  /** "Spanish" */
  readonly language: string;
  /** `spanish`: file below `/src/language` and name of its table. */
  readonly table: string;
  /** `es` */
  readonly code: string;
  readonly also: readonly string[];
  /** The translation's text with the sections of what is in the app. */
  readonly tableText: (present: ReadonlySet<string>) => string;
}

/** The second language: a table of texts and a switch. */
export function languageChange(places: LanguagePlaces): PlannedChange {
  const { text, language, table, code } = places;
  const file = (path: string, purpose: string) => ({ path, purpose, content: text(path) });
  return {
    id: 'second-language',
    label: `Add ${language} as a second language`,
    also: [
      language,
      `make it ${language}`,
      `translate ${language}`,
      `${language} version`,
      'second language',
      'two languages',
      ...places.also,
    ],
    folder: 'language',
    plan: `The agent translates every text into ${language} and puts a switch at the top. Dates and numbers follow the language too.`,
    files: (present) => [
      file('/src/language/language.ts', 'how the language changes'),
      {
        path: `/src/language/${table}.ts`,
        purpose: `every text in ${language}`,
        content: places.tableText(present),
      },
      file('/src/language/language.css', 'how the switch looks'),
      file('/src/language/LanguageSwitch.tsx', 'the switch'),
      file('/src/language/language.test.ts', 'a test for the language'),
    ],
    edits: [
      ...toolEdits(places, 'LanguageSwitch', './language/LanguageSwitch.tsx'),
      {
        path: '/src/App.tsx',
        purpose: 'the app, so that it follows the language',
        old: 'export function App() {',
        new: 'export function App() {\n  useLanguage();',
      },
      {
        path: '/src/App.tsx',
        purpose: 'the app’s imports for the language',
        old: "import { useState } from 'react';",
        new: "import { useState } from 'react';\nimport { useLanguage } from './language/language.ts';",
      },
      {
        path: '/src/words.ts',
        purpose: 'the words, so that they know the translation',
        old: 'export type Values =',
        new: `import { currentLanguage, currentLocale } from './language/language.ts';\nimport { ${table} } from './language/${table}.ts';\n\nexport type Values =`,
      },
      {
        path: '/src/words.ts',
        purpose: `every text, so that it is looked up in ${language}`,
        old: '  const sentence = text;',
        new: `  const sentence = currentLanguage() === '${code}' ? (${table}[text] ?? text) : text;`,
      },
      {
        path: '/src/words.ts',
        purpose: 'dates and numbers, so that they follow the language',
        old: "  return 'en-GB';",
        new: '  return currentLocale();',
      },
    ],
    done: `The app speaks ${language} when ${code.toUpperCase()} at the top is pressed.`,
  };
}
