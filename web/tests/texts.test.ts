import { describe, expect, it } from 'vitest';
import { ago, bytes, clock, formatText, span, type Text } from '../src/texts/format';
import { catalogue, keysOf, languages } from './catalogues';

const en = catalogue('en');
const ar = catalogue('ar');

const places = (text: Text): string[] => {
  const whole = typeof text === 'string' ? text : text.other;
  return [...whole.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
};

describe.each(languages.filter((language) => language !== 'en'))('the texts in %s', (language) => {
  const texts = catalogue(language);

  it('have every text of the English ones, no more, and the same places', () => {
    expect(keysOf(language)).toEqual(keysOf('en'));
    for (const [key, text] of Object.entries(en)) {
      expect([key, places(texts[key])]).toEqual([key, places(text)]);
    }
  });

  it('have every plural form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text === 'string') continue;
      // French and Spanish use "many" for millions only, where "other" reads the same.
      const needed = language === 'ar' ? forms : ['one', 'other'];
      expect([key, needed.filter((form) => !(form in text))]).toEqual([key, []]);
    }
  });
});

describe('a text', () => {
  it('is chosen by the rules of its language', () => {
    expect(formatText(en['run.people'], { count: 1 }, 'en')).toBe('1 participant');
    expect(formatText(en['run.people'], { count: 1200 }, 'en')).toBe('1,200 participants');
    expect(formatText(ar['run.people'], { count: 2 }, 'ar')).toBe('مشاركان');
    expect(formatText(ar['run.people'], { count: 11 }, 'ar')).toBe('11 مشاركًا');
  });

  it('keeps a Latin name apart in Arabic', () => {
    expect(formatText('فيديو من {name}', { name: 'Lena' }, 'ar')).toBe('فيديو من \u2068Lena\u2069');
    expect(formatText('Video by {name}', { name: 'Lena' }, 'en')).toBe('Video by Lena');
  });
});

describe('times and sizes', () => {
  it('read as people say them', () => {
    expect(clock(83.9)).toBe('1:23');
    expect(span(180, 'en')).toBe('3 minutes');
    expect(span(5, 'en')).toBe('5 seconds');
    expect(bytes(300 * 1024 * 1024, 'en')).toBe('300 MB');
    const now = Date.parse('2026-03-10T12:00:00Z');
    expect(ago('2026-03-10T11:55:00Z', now, 'en')).toBe('5 minutes ago');
    expect(ago('2026-03-10T12:00:05Z', now, 'en')).toBe('now');
    expect(ago('2026-01-10T12:00:00Z', now, 'en')).toBe('January 10, 2026');
  });
});
