import type { DayWindow, WeeklyWindow } from '../api/scheduling';

export const kHour = 60;
export const kDay = 24 * kHour;

// The minutes of a day that are free, as ordered ranges [from, to) that neither touch nor overlap.
export type Day = readonly (readonly [number, number])[];
// Monday first.
export type Week = readonly Day[];

export type Cover = 'none' | 'part' | 'all';

export function add(day: Day, from: number, to: number): Day {
  const ranges = [...day, [from, to] as const].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [start, end] of ranges) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export function remove(day: Day, from: number, to: number): Day {
  return day.flatMap(([start, end]): [number, number][] => {
    const left: [number, number] = [start, Math.min(end, from)];
    const right: [number, number] = [Math.max(start, to), end];
    return [left, right].filter(([a, b]) => a < b);
  });
}

export function cover(day: Day, from: number, to: number): Cover {
  const free = day.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
  if (free === 0) return 'none';
  return free === to - from ? 'all' : 'part';
}

// Free becomes not free; anything else becomes free as a whole.
export function toggle(week: Week, weekday: number, from: number, to: number): Week {
  const day = week[weekday - 1];
  const change = cover(day, from, to) === 'all' ? remove : add;
  return week.map((other, i) => (i === weekday - 1 ? change(other, from, to) : other));
}

export function set(week: Week, weekday: number, from: number, to: number, free: boolean): Week {
  return week.map((other, i) => (i === weekday - 1 ? (free ? add : remove)(other, from, to) : other));
}

export function weekOf(windows: readonly WeeklyWindow[]): Week {
  const week: Day[] = [[], [], [], [], [], [], []];
  for (const { weekday, startMinute, endMinute } of windows) week[weekday - 1] = add(week[weekday - 1], startMinute ?? 0, endMinute);
  return week;
}

export function windowsOf(week: Week): WeeklyWindow[] {
  return week.flatMap((day, i) => windowsOfDay(day).map((window) => ({ weekday: i + 1, ...window })));
}

export function windowsOfDay(day: Day): DayWindow[] {
  return day.map(([startMinute, endMinute]) => ({ startMinute, endMinute }));
}

// "18:30" → 1110; "00:00" as an end is the end of the day. NaN for anything else.
export function minuteOf(clock: string, end = false): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  if (!match) return NaN;
  const minute = Number(match[1]) * kHour + Number(match[2]);
  return end && minute === 0 ? kDay : minute;
}
