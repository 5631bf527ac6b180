import { describe, expect, it } from 'vitest';
import { add, cover, minuteOf, remove, toggle, weekOf, windowsOf } from '../src/availability/week';

describe('the free time of a day', () => {
  it('grows by ranges that are joined where they touch or overlap', () => {
    expect(add([[60, 120]], 120, 180)).toEqual([[60, 180]]);
    expect(add([[300, 360]], 60, 120)).toEqual([[60, 120], [300, 360]]);
    expect(add([[60, 300]], 120, 180)).toEqual([[60, 300]]);
  });

  it('shrinks by what is taken out, also in the middle', () => {
    expect(remove([[60, 300]], 120, 180)).toEqual([[60, 120], [180, 300]]);
    expect(remove([[60, 120]], 0, 1440)).toEqual([]);
    expect(remove([[60, 120]], 120, 180)).toEqual([[60, 120]]);
  });

  it('covers an hour wholly, in part or not', () => {
    const day = [[60, 90], [120, 180]] as const;
    expect([cover(day, 60, 120), cover(day, 120, 180), cover(day, 180, 240)]).toEqual(['part', 'all', 'none']);
  });
});

describe('a week', () => {
  // JSON leaves the 0 of midnight out.
  const windows = [{ weekday: 1, endMinute: 60 }, { weekday: 7, startMinute: 1110, endMinute: 1440 }];

  it('comes back as it was given', () => {
    expect(windowsOf(weekOf(windows))).toEqual([{ weekday: 1, startMinute: 0, endMinute: 60 }, { weekday: 7, startMinute: 1110, endMinute: 1440 }]);
  });

  it('has an hour toggled: partly free becomes free, free becomes taken, other days stay', () => {
    const once = toggle(weekOf(windows), 7, 1080, 1140);
    expect(windowsOf(once)[1]).toEqual({ weekday: 7, startMinute: 1080, endMinute: 1440 });
    const twice = toggle(once, 7, 1080, 1140);
    expect(windowsOf(twice)).toEqual([{ weekday: 1, startMinute: 0, endMinute: 60 }, { weekday: 7, startMinute: 1140, endMinute: 1440 }]);
  });
});

describe('an hour that was typed', () => {
  it('is a minute of the day, and midnight as an end is its last', () => {
    expect([minuteOf('18:30'), minuteOf('00:00'), minuteOf('00:00', true)]).toEqual([1110, 0, 1440]);
    expect(minuteOf('24:00')).toBeNaN();
    expect(minuteOf('')).toBeNaN();
  });
});
