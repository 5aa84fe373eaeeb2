import { foods, type Session, today, workshops } from './offsite.ts';
import type { Person } from './people.ts';

export interface SignUp {
  readonly name: string;
  readonly email: string;
  readonly team: string;
  readonly workshop: string;
  readonly food: string;
}

export type Problems = Partial<Record<keyof SignUp, string>>;

export function going(people: readonly Person[]): Person[] {
  return people.filter((person) => !person.withdrawn);
}

export function seatsLeft(people: readonly Person[], session: Session): number {
  const taken = going(people).filter((person) => person.workshop === session.id).length;
  return (session.seats ?? 0) - taken;
}

export function isFull(people: readonly Person[], session: Session): boolean {
  return seatsLeft(people, session) < 0;
}

/** What is wrong with a sign-up, field by field; empty where it can be accepted. */
export function checkSignUp(signUp: SignUp, people: readonly Person[]): Problems {
  const problems: Problems = {};
  const email = signUp.email.trim().toLowerCase();
  if (signUp.name.trim().length < 2) problems.name = 'Enter your first and last name';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) {
    problems.email = 'Enter an address like ana@example.com';
  } else if (going(people).some((person) => person.email === email)) {
    problems.email = 'This address has signed up already';
  }
  if (signUp.team === '') problems.team = 'Choose your team';
  const workshop = workshops.find((session) => session.id === signUp.workshop);
  if (!workshop) problems.workshop = 'Choose one workshop';
  else if (isFull(people, workshop)) problems.workshop = 'This workshop is full, choose another one';
  return problems;
}

export function addPerson(people: readonly Person[], signUp: SignUp): Person[] {
  const person: Person = {
    ...signUp,
    id: `p${people.length + 1}`,
    name: signUp.name.trim(),
    email: signUp.email.trim().toLowerCase(),
    signedUp: today,
    withdrawn: false,
  };
  return [...people, person];
}

export function withdraw(people: readonly Person[], id: string): Person[] {
  return people.map((person) => (person.id === id ? { ...person, withdrawn: true } : person));
}

/** How many meals of each kind the kitchen prepares. */
export function mealCounts(people: readonly Person[]): { food: string; count: number }[] {
  return foods.map((food) => ({
    food,
    count: people.filter((person) => person.food === food).length,
  }));
}

/** Sign-ups of each day, in order, with days on which nobody signed up. */
export function signUpsByDay(people: readonly Person[]): { date: string; count: number }[] {
  const dates = people.map((person) => person.signedUp).sort();
  const [first = today] = dates;
  const days: { date: string; count: number }[] = [];
  for (let day = new Date(`${first}T12:00:00Z`); ; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    if (date > today) return days;
    days.push({ date, count: dates.filter((other) => other === date).length });
  }
}
