import { AppUser } from '../app-user.ts';
import type { CheckContext, DemoFlaw, FlawFinding } from '../demo.ts';
import { amountRepair } from './changes.ts';

const report = {
  'Policy number': 'HV-204 118',
  'What is damaged': 'Roof and gutters',
  'Estimated cost': '450',
  'What happened': 'The wind took six tiles off the roof.',
};

const looks: Readonly<Record<string, (user: AppUser) => Promise<FlawFinding>>> = {
  comma: typeThousands,
  future: reportTomorrow,
  policy: typeAnyPolicy,
  overview: countInTheOverview,
};

/** Every comma is read as a decimal comma. */
export const flaw: DemoFlaw = {
  question: 'What does the storm report get wrong?',
  options: [
    { id: 'future', label: 'Damage of tomorrow can be reported today' },
    { id: 'policy', label: 'Any text is taken as a policy number' },
    { id: 'comma', label: 'A cost such as 1,200 is read as 1.20 and paid at once' },
    { id: 'overview', label: 'A new report is missing in the overview' },
  ],
  hints: [
    'Report damage that costs more than a few hundred, and read what comes back.',
    'Write the cost as people do on paper, with a comma in it.',
    'Report a cost of 1,200. What does the app say it understood, and what does it do?',
  ],
  where: 'Report',
  found: (context, choice) => tryIt(context, choice),
  explanation:
    'The agent tested 450 and 450,50. It never tested a sum with thousands, which many people write with a comma, so a large claim looks small and is paid without anybody looking.',
  repair: amountRepair.label,
};

async function tryIt(context: CheckContext, choice: string): Promise<FlawFinding> {
  const user = new AppUser(context);
  await user.begin();
  try {
    return (
      (await looks[choice]?.(user)) ?? { found: false, evidence: 'There is no program for this answer.' }
    );
  } finally {
    await user.begin();
  }
}

async function typeThousands(user: AppUser): Promise<FlawFinding> {
  const taken = await send(user, { 'Estimated cost': '1,200' });
  const text = await user.text();
  const read = /£\s?[\d.,]*\d/.exec(text.slice(text.indexOf('Estimated cost')))?.[0] ?? 'nothing';
  const found = taken && /£\s?1\.20?\b(?!\d)/.test(read);
  return {
    found,
    evidence: `A program reported a cost of 1,200. The app understood ${read}${found ? ' and paid it without anybody looking.' : '. That is right.'}`,
  };
}

async function reportTomorrow(user: AppUser): Promise<FlawFinding> {
  const taken = await send(user, { 'Date of damage': dayFromNow(1) });
  return {
    found: taken,
    evidence: taken
      ? 'A program reported damage of tomorrow, and it was taken.'
      : 'A program reported damage of tomorrow. It was refused.',
  };
}

async function typeAnyPolicy(user: AppUser): Promise<FlawFinding> {
  const taken = await send(user, { 'Policy number': 'my policy' });
  return {
    found: taken,
    evidence: taken
      ? 'A program typed “my policy” as the number, and it was taken.'
      : 'A program typed “my policy” as the number. It was refused.',
  };
}

async function countInTheOverview(user: AppUser): Promise<FlawFinding> {
  const before = await reportsCounted(user);
  const taken = await send(user, {});
  const after = await reportsCounted(user);
  const found = taken && after === before;
  return {
    found,
    evidence: `A program sent a report: the overview went from ${before} to ${after} reports.${found ? ' It is missing.' : ' That is right.'}`,
  };
}

async function reportsCounted(user: AppUser): Promise<number> {
  await user.press('button', 'Overview');
  const text = await user.text();
  return Number(/\breports\s*(\d+)/i.exec(text)?.[1] ?? /(\d+)\s*reports\b/i.exec(text)?.[1] ?? 0);
}

/** @returns whether the report was taken */
async function send(user: AppUser, change: Readonly<Record<string, string>>): Promise<boolean> {
  await user.press('button', 'Report');
  await user.answer({ ...report, 'Date of damage': dayFromNow(-2), ...change });
  const last = (await user.nodes()).findLast((node) => node.role === 'button');
  await user.press('button', last?.name ?? '');
  return !(await user.nodes()).some(
    (node) => node.role === 'textbox' && node.name.startsWith('Policy number'),
  );
}

/** Today or a day around it as 05.11.2026. */
function dayFromNow(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`;
}
