import { AppUser } from '../app-user.ts';
import type { CheckContext, DemoFlaw, FlawFinding } from '../demo.ts';
import { mealRepair } from './changes.ts';

const robin = { 'Full name': 'Robin Sample', Team: 'Sales', Pricing: true } as const;

const looks: Readonly<Record<string, (user: AppUser) => Promise<FlawFinding>>> = {
  meals: withdrawSomebody,
  twice: signUpTwice,
  full: chooseFullWorkshop,
  email: leaveOutTheDomain,
};

/** The kitchen count is right until somebody withdraws. */
export const flaw: DemoFlaw = {
  question: 'What does the planner get wrong?',
  options: [
    { id: 'twice', label: 'The same person can sign up twice' },
    { id: 'meals', label: 'The kitchen still cooks for people who have withdrawn' },
    { id: 'full', label: 'A workshop without seats can still be chosen' },
    { id: 'email', label: 'An e-mail address without a domain is taken' },
  ],
  hints: [
    'Look at the dashboard and change something in the list of people.',
    'Note the numbers on the dashboard. Withdraw one person. Which numbers move, and which should?',
    'Add up the meals to prepare and compare them with the people going.',
  ],
  where: 'Dashboard',
  found: (context, choice) => tryIt(context, choice),
  explanation:
    'The agent tested the meal count with people who were all going, and withdrawing with the seats. It never tested the two together: each rule is right alone, and the dashboard is wrong.',
  repair: mealRepair.label,
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

async function withdrawSomebody(user: AppUser): Promise<FlawFinding> {
  if (!(await user.press('button', 'Dashboard'))) return notThere('a dashboard');
  const before = await mealsAndPeople(user);
  if (!(await user.press('button', 'Withdraw'))) return notThere('a way to withdraw');
  const after = await mealsAndPeople(user);
  if (!before || !after) return notThere('meals and people on the dashboard');
  const found = after.people < before.people && after.meals > after.people;
  const seen = `A program withdrew one person: people going went from ${before.people} to ${after.people}, meals to prepare from ${before.meals} to ${after.meals}.`;
  return { found, evidence: found ? `${seen} One meal too many.` : `${seen} That is right.` };
}

async function mealsAndPeople(user: AppUser): Promise<{ meals: number; people: number } | null> {
  const text = await user.text();
  const people = /People going\s*(\d+)/i.exec(text)?.[1];
  const counts = ['Everything', 'Vegetarian', 'Vegan', 'Gluten-free'].map(
    (food) => new RegExp(`(\\d+)\\s*${food}\\b`).exec(text)?.[1],
  );
  if (people === undefined || counts.some((count) => count === undefined)) return null;
  return { people: Number(people), meals: counts.reduce((sum, count) => sum + Number(count), 0) };
}

async function signUpTwice(user: AppUser): Promise<FlawFinding> {
  await signUp(user, 'robin.sample@example.com');
  await user.press('button', 'Sign up somebody else');
  const taken = await signUp(user, 'Robin.Sample@example.com');
  return {
    found: taken,
    evidence: taken
      ? 'A program signed up the same address twice, and both were taken.'
      : 'A program signed up the same address twice, with other capitals. The second time it was refused.',
  };
}

async function leaveOutTheDomain(user: AppUser): Promise<FlawFinding> {
  const taken = await signUp(user, 'robin@office');
  return {
    found: taken,
    evidence: taken
      ? 'A program signed up as robin@office, and it was taken.'
      : 'A program signed up as robin@office. It was refused.',
  };
}

async function chooseFullWorkshop(user: AppUser): Promise<FlawFinding> {
  await user.press('button', 'Join');
  const full = (await user.nodes()).find((node) => node.role === 'radio' && /memo/i.test(node.name));
  if (!full) return notThere('a full workshop');
  const open = full.state['disabled'] !== 'true';
  return {
    found: open,
    evidence: open
      ? 'A program looked at “Write the memo first”, which has no seats: it can still be chosen.'
      : 'A program looked at “Write the memo first”, which has no seats: it cannot be chosen.',
  };
}

/** @returns whether the sign-up was taken */
async function signUp(user: AppUser, email: string): Promise<boolean> {
  await user.press('button', 'Join');
  await user.answer({ ...robin, 'Work e-mail': email });
  const form = await user.nodes();
  const last = form.findLast((node) => node.role === 'button');
  await user.press('button', last?.name ?? '');
  return !(await user.nodes()).some((node) => node.role === 'textbox' && node.name.startsWith('Work e-mail'));
}

function notThere(what: string): FlawFinding {
  return {
    found: false,
    evidence: `A program looked for ${what} and did not find it. The app is not as it was built.`,
  };
}
