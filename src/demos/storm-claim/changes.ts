import { comfortChanges, languageChange } from '../comfort-changes.ts';
import { keepSections } from '../project-text.ts';
import type { PlannedChange } from '../scripted-change.ts';
import { inGerman, text } from './project.ts';

const importAnchor = "import { brand } from './brand.ts';";
const indent = ' '.repeat(12);
const claimRules = '/src/claims/claim.ts';
const report = '/src/views/Report.tsx';
const claims = '/src/views/Claims.tsx';
const overview = '/src/views/Overview.tsx';

function file(path: string, purpose: string) {
  return { path, purpose, content: text(path) };
}

const photos: PlannedChange = {
  id: 'new-field',
  label: 'Let people add photos of the damage',
  also: [
    'photos',
    'photos damage',
    'pictures',
    'pictures damage',
    'images',
    'upload photos',
    'new field',
    'another field',
    'photos count',
    'how many photos added',
  ],
  folder: 'photos',
  plan: 'The agent lets people add up to six photos to a report. They see them at once, and the claim says how many there are.',
  files: () => [
    file('/src/photos/photos.ts', 'how photos are added'),
    file('/src/photos/photos.css', 'how the photos look'),
    file('/src/photos/PhotoField.tsx', 'the photo question'),
    file('/src/photos/photos.test.ts', 'a test for the photos'),
  ],
  edits: [
    {
      path: claimRules,
      purpose: 'a report, so that it holds photos',
      old: '  readonly story: string;',
      new: '  readonly story: string;\n  readonly photos?: number | undefined;',
    },
    {
      path: claimRules,
      purpose: 'a claim, so that it keeps their number',
      old: '  /** Index into `steps`. */',
      new: '  /** How many photos came with the report. */\n  readonly photos?: number | undefined;\n  /** Index into `steps`. */',
    },
    {
      path: claimRules,
      purpose: 'the step from report to claim',
      old: '    damage: report.damage,',
      new: '    damage: report.damage,\n    photos: report.photos,',
    },
    {
      path: report,
      purpose: 'the form’s imports for the photos',
      old: "import { Field } from './Field.tsx';",
      new: "import { PhotoField } from '../photos/PhotoField.tsx';\nimport { Field } from './Field.tsx';",
    },
    {
      path: report,
      purpose: 'the form, with photos before the last question',
      old: '          <label className="tickbox">',
      new: '          <PhotoField onCount={(photos) => answer({ photos })} />\n          <label className="tickbox">',
    },
    {
      path: claims,
      purpose: 'the claims’ imports for the number',
      old: "import { longDate, money, t } from '../words.ts';",
      new: "import { longDate, money, plural, t } from '../words.ts';",
    },
    {
      path: claims,
      purpose: 'each claim, with the number of its photos',
      old: '        <p className="claim-next">{t(nextStep(claim))}</p>',
      new: '        <p className="claim-next">{t(nextStep(claim))}</p>\n        {claim.photos ? <p className="quiet">{plural(claim.photos, \'1 photo\', \'{count} photos\')}</p> : null}',
    },
  ],
  translation: inGerman('photos'),
  done: 'The report takes photos and shows how many were added.',
};

const chart: PlannedChange = {
  id: 'chart',
  label: 'Show the kinds of damage on a chart',
  also: [
    'damage chart',
    'kinds chart',
    'another chart',
    'second chart',
    'new chart',
    'damage graph',
    'claims chart',
    'share of damage',
    'pie chart',
  ],
  folder: 'charts',
  plan: 'The agent adds a second chart to the overview: the share of each kind of damage, with percentages that add up to 100.',
  files: () => [
    file('/src/charts/shares.ts', 'the percentages'),
    file('/src/charts/damage-chart.css', 'how the band looks'),
    file('/src/charts/DamageChart.tsx', 'the chart'),
    file('/src/charts/shares.test.ts', 'a test for the percentages'),
  ],
  edits: [
    {
      path: overview,
      purpose: 'the overview’s imports for the chart',
      old: "import { WeekChart } from './WeekChart.tsx';",
      new: "import { DamageChart } from '../charts/DamageChart.tsx';\nimport { WeekChart } from './WeekChart.tsx';",
    },
    {
      path: overview,
      purpose: 'the overview, with the chart below',
      old: '      </div>\n    </div>\n  );\n}\n\nfunction Tile(',
      new: '      </div>\n      <DamageChart added={added} />\n    </div>\n  );\n}\n\nfunction Tile(',
    },
  ],
  translation: inGerman('charts'),
  done: 'The overview has a second chart: the share of each kind of damage.',
};

const filter: PlannedChange = {
  id: 'filter',
  label: 'Let people filter their claims',
  also: [
    'filter',
    'filter claims',
    'filter step',
    'filter status',
    'only paid claims',
    'sort claims',
    'find claims',
    'search claims',
  ],
  folder: 'filter',
  plan: 'The agent adds a row of buttons above the claims: all, received, checked, paid, each with its number.',
  files: () => [
    file('/src/filter/filter.ts', 'which claims are shown'),
    file('/src/filter/filter.css', 'how the buttons look'),
    file('/src/filter/StepFilter.tsx', 'the buttons'),
    file('/src/filter/filter.test.ts', 'a test for the filter'),
  ],
  edits: [
    {
      path: claims,
      purpose: 'the claims’ imports for the filter',
      old: "import { type Claim, nextStep, steps } from '../claims/claim.ts';",
      new: "import { useState } from 'react';\nimport { type Claim, nextStep, steps } from '../claims/claim.ts';\nimport { atStep, type Choice } from '../filter/filter.ts';\nimport { StepFilter } from '../filter/StepFilter.tsx';",
    },
    {
      path: claims,
      purpose: 'the claims, so that they show what was chosen',
      old: '  const shown = claims;',
      new: "  const [choice, setChoice] = useState<Choice>('All');\n  const shown = atStep(claims, choice);",
    },
    {
      path: claims,
      purpose: 'the claims, with the buttons above',
      old: '      <ul className="claims">',
      new: '      <StepFilter claims={claims} choice={choice} onChoice={setChoice} />\n      <ul className="claims">',
    },
  ],
  translation: inGerman('filter'),
  done: 'My claims has buttons for all, received, checked and paid.',
};

const [dark, keyboard, textSize] = comfortChanges({
  text,
  translation: inGerman,
  importAnchor,
  indent,
  views: 'report, my claims and overview',
}) as [PlannedChange, PlannedChange, PlannedChange];

const german = languageChange({
  text,
  importAnchor,
  indent,
  language: 'German',
  table: 'german',
  code: 'de',
  also: ['Deutsch', 'translation', 'Germany'],
  tableText: (present) =>
    keepSections(text('/src/language/german.ts'), (name) => name === 'base' || present.has(name)),
});

/** What the rehearsal can change, as offered. */
export const changes: readonly PlannedChange[] = [dark, german, photos, chart, keyboard, filter, textSize];

/** The repair of the planted flaw; asked for, never offered. */
export const amountRepair: PlannedChange = {
  id: 'repair-amounts',
  label: 'Read 1,200 as twelve hundred',
  also: [
    'thousands',
    'comma thousands',
    'fix amount',
    'repair amount',
    'fix sums',
    'amount comma',
    'sum comma',
    'cost comma',
  ],
  folder: 'amounts',
  plan: 'Every comma was read as a decimal comma, so 1,200 became 1.20 and was paid at once. The agent reads a comma before three digits as thousands, and writes the test that was missing.',
  files: () => [file('/src/amounts/amounts.test.ts', 'the test that was missing')],
  edits: [
    {
      path: claimRules,
      purpose: 'how a sum is read: a comma before three digits means thousands',
      old: "  const clean = text.replace(/[£\\s]/g, '').replace(',', '.');",
      new: "  const clean = text\n    .replace(/[£\\s]/g, '')\n    .replace(/[.,](?=\\d{3}(\\D|$))/g, '')\n    .replace(',', '.');",
    },
  ],
  done: 'A sum such as 1,200 is now read as twelve hundred, and an adjuster looks at it before it is paid.',
};
