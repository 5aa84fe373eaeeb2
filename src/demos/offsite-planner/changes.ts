import { comfortChanges, languageChange } from '../comfort-changes.ts';
import { keepSections } from '../project-text.ts';
import type { PlannedChange } from '../scripted-change.ts';
import { inSpanish, text } from './project.ts';

const importAnchor = "import { brand } from './brand.ts';";
const indent = ' '.repeat(10);
const dashboard = '/src/views/Dashboard.tsx';
const dashboardImport = "import { DayChart } from './DayChart.tsx';";
const beforePeople = '      <PeopleTable people={here} onWithdraw={onWithdraw} />';

function file(path: string, purpose: string) {
  return { path, purpose, content: text(path) };
}

const travel: PlannedChange = {
  id: 'new-field',
  label: 'Ask how people travel',
  also: [
    'travel',
    'transport',
    'how they travel',
    'new field',
    'another field',
    'travel question',
    'train car bus',
  ],
  folder: 'travel',
  plan: 'The agent adds one question to the form and shows the answers on the dashboard. People who have signed up already are counted as “not said yet”.',
  files: () => [
    file('/src/travel/travel.ts', 'the answers and how they are counted'),
    file('/src/travel/TravelField.tsx', 'the question'),
    file('/src/travel/travel.css', 'how the answers look'),
    file('/src/travel/TravelCard.tsx', 'the answers for the dashboard'),
    file('/src/travel/travel.test.ts', 'a test for the count'),
  ],
  edits: [
    {
      path: '/src/planner/people.ts',
      purpose: 'each person, so that the answer is kept',
      old: '  readonly signedUp: string;',
      new: '  readonly signedUp: string;\n  readonly travel?: string | undefined;',
    },
    {
      path: '/src/planner/signup.ts',
      purpose: 'a sign-up, so that it holds the answer',
      old: '  readonly workshop: string;',
      new: '  readonly workshop: string;\n  readonly travel?: string | undefined;',
    },
    {
      path: '/src/views/Join.tsx',
      purpose: 'the form’s imports for the question',
      old: "import { Field } from './Field.tsx';",
      new: "import { TravelField } from '../travel/TravelField.tsx';\nimport { Field } from './Field.tsx';",
    },
    {
      path: '/src/views/Join.tsx',
      purpose: 'the form, with the question before the button',
      old: '        <div className="actions">',
      new: '        <TravelField value={answers.travel ?? \'\'} onChange={(travel) => answer({ travel })} />\n        <div className="actions">',
    },
    {
      path: dashboard,
      purpose: 'the dashboard’s imports for the answers',
      old: dashboardImport,
      new: `import { TravelCard } from '../travel/TravelCard.tsx';\n${dashboardImport}`,
    },
    {
      path: dashboard,
      purpose: 'the dashboard, with the answers above the list',
      old: beforePeople,
      new: `      <TravelCard people={here} />\n${beforePeople}`,
    },
  ],
  translation: inSpanish('travel'),
  done: 'The form asks how people travel, and the dashboard counts the answers.',
};

const chart: PlannedChange = {
  id: 'chart',
  label: 'Show sign-ups by team on a chart',
  also: [
    'team chart',
    'chart team',
    'another chart',
    'second chart',
    'new chart',
    'team graph',
    'sign-ups team',
    'bar chart',
  ],
  folder: 'charts',
  plan: 'The agent adds a second chart to the dashboard: one line a team, the largest first.',
  files: () => [
    file('/src/charts/teams.ts', 'the count of each team'),
    file('/src/charts/team-chart.css', 'how the lines look'),
    file('/src/charts/TeamChart.tsx', 'the chart'),
    file('/src/charts/teams.test.ts', 'a test for the count'),
  ],
  edits: [
    {
      path: dashboard,
      purpose: 'the dashboard’s imports for the chart',
      old: dashboardImport,
      new: `import { TeamChart } from '../charts/TeamChart.tsx';\n${dashboardImport}`,
    },
    {
      path: dashboard,
      purpose: 'the dashboard, with the chart above the list',
      old: beforePeople,
      new: `      <TeamChart people={here} />\n${beforePeople}`,
    },
  ],
  translation: inSpanish('charts'),
  done: 'The dashboard has a second chart: sign-ups by team.',
};

const search: PlannedChange = {
  id: 'search',
  label: 'Let people search the list',
  also: ['search', 'search box', 'find people', 'filter list', 'search field', 'search name', 'filter'],
  folder: 'search',
  plan: 'The agent adds a search box above the list of people. It looks in names, teams, workshops and food.',
  files: () => [
    file('/src/search/search.ts', 'what counts as found'),
    file('/src/search/search.css', 'how the search box looks'),
    file('/src/search/SearchBox.tsx', 'the search box'),
    file('/src/search/search.test.ts', 'a test for the search'),
  ],
  edits: [
    {
      path: dashboard,
      purpose: 'the dashboard’s imports for the search',
      old: dashboardImport,
      new: `import { matches } from '../search/search.ts';\nimport { SearchBox } from '../search/SearchBox.tsx';\n${dashboardImport}`,
    },
    {
      path: dashboard,
      purpose: 'the list, so that it shows who was found',
      old: '  const newest = [...people].reverse();',
      new: "  const [query, setQuery] = useState('');\n  const newest = people.filter((person) => matches(person, query)).reverse();",
    },
    {
      path: dashboard,
      purpose: 'the list, with the search box above it',
      old: '      <div className="scroll"',
      new: '      <SearchBox value={query} onChange={setQuery} />\n      <div className="scroll"',
    },
  ],
  translation: inSpanish('search'),
  done: 'The list of people on the dashboard has a search box.',
};

const [dark, keyboard, textSize] = comfortChanges({
  text,
  translation: inSpanish,
  importAnchor,
  indent,
  views: 'agenda, join and dashboard',
}) as [PlannedChange, PlannedChange, PlannedChange];

const spanish = languageChange({
  text,
  importAnchor,
  indent,
  language: 'Spanish',
  table: 'spanish',
  code: 'es',
  also: ['español', 'translation', 'Spain'],
  tableText: (present) =>
    keepSections(text('/src/language/spanish.ts'), (name) => name === 'base' || present.has(name)),
});

/** What the rehearsal can change, as offered. */
export const changes: readonly PlannedChange[] = [dark, spanish, travel, chart, keyboard, search, textSize];

/** The repair of the planted flaw; asked for, never offered. */
export const mealRepair: PlannedChange = {
  id: 'repair-meals',
  label: 'Count meals only for people who are going',
  also: [
    'meals withdrawn',
    'kitchen withdrawn',
    'fix meals',
    'repair meals',
    'meal count',
    'meals wrong',
    'food withdrawn',
  ],
  folder: 'meals',
  plan: 'The kitchen count looks at everybody who ever signed up. The agent makes it look at those who are going, and writes the test that was missing.',
  files: () => [
    {
      path: '/src/meals/meals.test.ts',
      purpose: 'the test that was missing',
      content: text('/src/meals/meals.test.ts'),
    },
  ],
  edits: [
    {
      path: '/src/planner/signup.ts',
      purpose: 'the meals, so that they count only who is going',
      old: '    count: people.filter((person) => person.food === food).length,',
      new: '    count: going(people).filter((person) => person.food === food).length,',
    },
  ],
  done: 'When somebody withdraws, the kitchen now prepares one meal fewer.',
};
