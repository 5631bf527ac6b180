// Twenty people of eight countries on three continents' clocks, who could meet at two hours of a Saturday: ten at one of them, ten at the other.
import { Person } from './person.mjs';

const SATURDAY = 6;
const oClock = (from, to) => ({ startMinute: from * 60, endMinute: to * 60 });

// The hours are of everybody's own clock. Around the changes of the clocks those of Sydney, Santiago and New York leave a single hour that fits on every date.
// How many there are of a country, and what they speak.
const EAST = [
  { country: 'DE', timeZone: 'Europe/Berlin', locale: 'en', languages: ['de', 'en'], count: 3, hours: oClock(9, 13) },
  { country: 'TN', timeZone: 'Africa/Tunis', locale: 'fr', languages: ['ar', 'fr', 'en'], count: 3, hours: oClock(8, 13) },
  { country: 'EG', timeZone: 'Africa/Cairo', locale: 'ar', languages: ['ar', 'en'], count: 2, hours: oClock(9, 14) },
  { country: 'AU', timeZone: 'Australia/Sydney', locale: 'en', languages: ['en'], count: 2, hours: oClock(18, 22) },
];
const WEST = [
  { country: 'FR', timeZone: 'Europe/Paris', locale: 'fr', languages: ['fr', 'en'], count: 3, hours: oClock(16, 21) },
  { country: 'MA', timeZone: 'Africa/Casablanca', locale: 'fr', languages: ['ar', 'fr', 'en'], count: 3, hours: oClock(15, 21) },
  { country: 'US', timeZone: 'America/New_York', locale: 'en', languages: ['en', 'es'], count: 2, hours: oClock(12, 15) },
  { country: 'CL', timeZone: 'America/Santiago', locale: 'es', languages: ['es', 'en'], count: 2, hours: oClock(12, 16) },
];

// Signs them all in, a few at a time; each gets `half` and `availability`.
export async function gather(stack, saturdays) {
  const crowd = [];
  for (const [half, countries] of [['east', EAST], ['west', WEST]]) {
    for (const about of countries) {
      crowd.push(...Array.from({ length: about.count }, (_, index) => of(stack, half, about, index, saturdays)));
    }
  }
  for (let first = 0; first < crowd.length; first += 5) await Promise.all(crowd.slice(first, first + 5).map(settle));
  return crowd;
}

// The second of a country says it the other way round: no Saturday as a rule, but those that are named.
function of(stack, half, { country, timeZone, locale, languages, hours }, index, saturdays) {
  const person = new Person(stack, `${country.toLowerCase()}-${index + 1}@student.example`, { timeZone, locale });
  const weekly = { windows: [{ weekday: SATURDAY, ...hours }], exceptions: [] };
  const byDate = { windows: [], exceptions: saturdays.map((date) => ({ date, windows: [hours] })) };
  return Object.assign(person, { half, country, languages, availability: index === 1 ? byDate : weekly });
}

// Signs somebody in who then says who they are and, where it is known, when they can.
export async function settle(person) {
  await person.signIn();
  await person.introduce({ displayName: person.email.split('@')[0].toUpperCase(), country: person.country, languages: person.languages });
  if (person.availability) await person.setAvailability(person.availability.windows, person.availability.exceptions);
  await person.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give');
  return person;
}

// Facilitators' hours: most of the Saturday of their own clock.
export const SATURDAYS = { windows: [{ weekday: SATURDAY, ...oClock(8, 20) }], exceptions: [] };

// The first Saturday of a year on or after a day of a month, as a date.
function saturdayFrom(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCDate(day + ((SATURDAY - date.getUTCDay() + 7) % 7));
  return date.toISOString().slice(0, 10);
}

// Two pairs of Saturdays between which clocks change. Spring: Europe's on the day after the first, then Sydney's and Santiago's back. Autumn: Sydney's on the
// day after the first, then Cairo's, Europe's and New York's back. Tunis keeps its clock, and Casablanca outside of Ramadan.
export const saturdaysOf = (year) => ({
  spring: [saturdayFrom(year, 3, 24), saturdayFrom(year, 4, 9)],
  autumn: [saturdayFrom(year, 9, 30), saturdayFrom(year, 11, 8)],
});

// The week around a Saturday, for a meeting to find its hour in.
export function weekAround(saturday) {
  const at = (days) => new Date(Date.parse(`${saturday}T00:00:00Z`) + days * 24 * 3600_000).toISOString();
  return { windowStartTime: at(-5), windowEndTime: at(2) };
}
