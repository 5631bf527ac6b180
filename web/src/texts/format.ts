export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Text = string | Plural;
// What a file of texts in another language has: the keys of the English one, with plural forms of its own.
export type Translated<English> = Record<keyof English, Text>;
export type Values = Record<string, string | number>;

// Fills "{name}" places; a plural text is chosen by `count` and the language's own rules.
export function formatText(text: Text, values: Values, language: string): string {
  const chosen = typeof text === 'string' ? text : plural(text, Number(values.count ?? 0), language);
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'number') return formatNumber(value, language);
    // A Latin name or address inside Arabic keeps to itself (Unicode's first-strong isolate).
    return language === 'ar' ? `\u2068${value}\u2069` : value;
  });
}

function plural(text: Plural, count: number, language: string): string {
  return text[new Intl.PluralRules(language).select(count)] ?? text.other;
}

export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(numbersOf(language)).format(value);
}

// Digits that readers of Arabic on both shores of the Mediterranean know.
export function numbersOf(language: string): string {
  return language === 'ar' ? 'ar-u-nu-latn' : language;
}

// 83 → "1:23".
export function clock(secondsCount: number): string {
  const whole = Math.max(0, Math.floor(secondsCount));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

const kSteps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

// "5 minutes ago"; older than a week, a date.
export function ago(time: string, now: number, language: string): string {
  const past = (now - Date.parse(time)) / 1000;
  if (past > 7 * 86_400) return date(time, language);
  const format = new Intl.RelativeTimeFormat(numbersOf(language), { numeric: 'auto' });
  for (const [unit, size] of kSteps) {
    if (past >= size) return format.format(-Math.floor(past / size), unit);
  }
  return format.format(0, 'second');
}

export function date(time: string, language: string, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
  try {
    return new Intl.DateTimeFormat(numbersOf(language), { ...options, timeZone: zone }).format(new Date(time));
  } catch {
    return new Intl.DateTimeFormat(numbersOf(language), options).format(new Date(time));
  }
}

export function bytes(count: number, language: string): string {
  const [value, unit] = count < 1024 * 1024 ? [Math.ceil(count / 1024), 'kilobyte'] : [count / (1024 * 1024), 'megabyte'];
  return new Intl.NumberFormat(numbersOf(language), { style: 'unit', unit, maximumFractionDigits: value < 100 ? 1 : 0 }).format(value);
}

// 180 → "3 minutes", 45 → "45 seconds".
export function span(secondsCount: number, language: string): string {
  const [value, unit] = secondsCount < 60 ? [secondsCount, 'second'] : [secondsCount / 60, 'minute'];
  return new Intl.NumberFormat(numbersOf(language), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(value);
}

export function languageName(code: string, language: string): string {
  return nameOf('language', code, language);
}

export function countryName(code: string, language: string): string {
  return nameOf('region', code, language);
}

function nameOf(type: 'language' | 'region', code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}
