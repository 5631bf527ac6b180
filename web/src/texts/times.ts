import { numbersOf } from './format';

// An hour of a day in somebody's zone: "Tuesday, March 10, 6:00 PM".
export function moment(time: string, language: string, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(numbersOf(language), { ...options, timeZone: zone }).format(new Date(time));
}

export function hourOf(time: string, language: string, zone?: string): string {
  return new Intl.DateTimeFormat(numbersOf(language), { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(new Date(time));
}

// A minute of the day, 0 to 1440, as clocks show it: 1080 → "18:00" or "6:00 PM".
export function minuteOfDay(minute: number, language: string): string {
  return hourOf(new Date(minute * 60_000).toISOString(), language, 'UTC');
}

// 1 is Monday.
export function weekdayName(weekday: number, language: string, style: 'long' | 'short' | 'narrow' = 'long'): string {
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
}

// "Central European Summer Time" at an instant; the zone's place where the browser has no name.
export function zoneName(zone: string, language: string, time: string): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' }).formatToParts(new Date(time));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone.replaceAll('_', ' ');
  }
}
