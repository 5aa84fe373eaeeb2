/** What happens at the offsite, hour by hour. */
export type Kind = 'talk' | 'workshop' | 'outdoors' | 'together';

export interface Session {
  readonly id: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly host: string;
  readonly place: string;
  readonly kind: Kind;
  /** Only workshops have a limited number of seats. */
  readonly seats?: number;
}

export const place = 'Hollin Lake House';
export const days = ['2027-05-13', '2027-05-14'] as const;
export const today = '2027-04-23';
export const invited = 48;

const thursday = days[0];
const friday = days[1];

export const sessions: readonly Session[] = [
  { id: 'arrive', date: thursday, start: '09:30', end: '10:00', title: 'Coffee and arrivals', host: 'Everyone', place: 'Boathouse', kind: 'together' },
  { id: 'numbers', date: thursday, start: '10:00', end: '11:00', title: 'Where we are, in plain numbers', host: 'Mara Lindqvist', place: 'Long Room', kind: 'talk' },
  { id: 'customers', date: thursday, start: '11:15', end: '12:15', title: 'What customers told us', host: 'Theo Adeyemi', place: 'Long Room', kind: 'talk' },
  { id: 'memo', date: thursday, start: '14:00', end: '15:30', title: 'Write the memo first', host: 'Priya Raman', place: 'Library', kind: 'workshop', seats: 12 },
  { id: 'pricing', date: thursday, start: '14:00', end: '15:30', title: 'Pricing, played as a game', host: 'Jonas Weber', place: 'Map Room', kind: 'workshop', seats: 16 },
  { id: 'process', date: thursday, start: '14:00', end: '15:30', title: 'Fix one slow process', host: 'Aiko Tanaka', place: 'Barn', kind: 'workshop', seats: 10 },
  { id: 'walk', date: thursday, start: '16:00', end: '17:30', title: 'Walk around the lake', host: 'Sam Okoro', place: 'Jetty', kind: 'outdoors' },
  { id: 'supper', date: thursday, start: '19:00', end: '22:00', title: 'Supper by the fire', host: 'Everyone', place: 'Terrace', kind: 'together' },
  { id: 'swim', date: friday, start: '07:30', end: '08:15', title: 'Cold swim or warm porridge', host: 'Ines Duarte', place: 'Jetty', kind: 'outdoors' },
  { id: 'bets', date: friday, start: '09:30', end: '10:30', title: 'The year in three bets', host: 'Mara Lindqvist', place: 'Long Room', kind: 'talk' },
  { id: 'teams', date: friday, start: '10:45', end: '12:15', title: 'What each team will stop doing', host: 'Theo Adeyemi', place: 'Long Room', kind: 'talk' },
  { id: 'lunch', date: friday, start: '12:30', end: '14:00', title: 'Long lunch and farewell', host: 'Everyone', place: 'Terrace', kind: 'together' },
];

export const workshops: readonly Session[] = sessions.filter((session) => session.kind === 'workshop');

export const teams = ['Sales', 'Product', 'Operations', 'Finance', 'People'] as const;
export const foods = ['Everything', 'Vegetarian', 'Vegan', 'Gluten-free'] as const;

export function sessionsOn(date: string): Session[] {
  return sessions
    .filter((session) => session.date === date)
    .sort((a, b) => a.start.localeCompare(b.start) || a.title.localeCompare(b.title));
}
