import { describe, expect, it } from 'vitest';
import { days, sessionsOn, workshops } from './offsite.ts';
import { type Person, startingPeople } from './people.ts';
import { addPerson, checkSignUp, going, mealCounts, seatsLeft, signUpsByDay, withdraw } from './signup.ts';

const ana = { name: 'Ana Ruiz', email: 'ana@example.com', team: 'Sales', workshop: 'pricing', food: 'Vegan' };

function person(id: number, change: Partial<Person> = {}): Person {
  return { ...ana, id: `t${id}`, email: `t${id}@example.com`, signedUp: '2027-04-20', withdrawn: false, ...change };
}

const tenSeats = workshops.find((session) => session.seats === 10);
const nineTaken = Array.from({ length: 9 }, (_, index) => person(index, { workshop: tenSeats?.id ?? '' }));

describe('signing up', () => {
  it('accepts a complete sign-up', () => {
    expect(checkSignUp(ana, startingPeople)).toEqual({});
  });

  it('asks for a name', () => {
    expect(checkSignUp({ ...ana, name: '  ' }, []).name).toBe('Enter your first and last name');
  });

  it('refuses an e-mail address without a domain', () => {
    expect(checkSignUp({ ...ana, email: 'ana@office' }, []).email).toContain('ana@example.com');
  });

  it('refuses the same person twice', () => {
    const people = addPerson([], ana);
    expect(checkSignUp({ ...ana, email: 'ANA@example.com ' }, people).email).toContain('already');
  });

  it('gives the last seat to one person only', () => {
    const last = { ...ana, workshop: tenSeats?.id ?? '' };
    const people = addPerson(nineTaken, last);
    const next = checkSignUp({ ...last, name: 'Bo Lund', email: 'bo@example.com' }, people);
    expect(next.workshop).toBe('This workshop is full, choose another one');
  });

  it('frees the seat of a person who withdraws', () => {
    const people = addPerson(nineTaken, { ...ana, workshop: tenSeats?.id ?? '' });
    const after = withdraw(people, 't0');
    expect(tenSeats && seatsLeft(after, tenSeats)).toBe(1);
    expect(going(after)).toHaveLength(9);
  });
});

describe('the dashboard', () => {
  it('counts the meals of each kind', () => {
    const counts = mealCounts([person(1), person(2), person(3, { food: 'Everything' })]);
    expect(counts.find((row) => row.food === 'Vegan')?.count).toBe(2);
    expect(counts.find((row) => row.food === 'Everything')?.count).toBe(1);
  });

  it('shows days without sign-ups too', () => {
    const counts = signUpsByDay([person(1, { signedUp: '2027-04-20' }), person(2, { signedUp: '2027-04-22' })]);
    expect(counts.map((row) => row.count)).toEqual([1, 0, 1, 0]);
  });
});

describe('the agenda', () => {
  it('puts each day in order of time', () => {
    for (const day of days) {
      const starts = sessionsOn(day).map((session) => session.start);
      expect(starts).toEqual([...starts].sort());
    }
  });
});
