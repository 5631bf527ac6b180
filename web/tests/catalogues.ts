// All texts of the app, by language and by where they stand.
import type { Text } from '../src/texts/format';

type Texts = Record<string, Text>;
const files = import.meta.glob<Record<string, Texts>>('../src/texts/{??,*/??}.ts', { eager: true });

// The texts of an area in a language; of what every screen has for "".
export function areaTexts(area: string, language: string): Texts {
  const path = ['../src/texts', area, `${language}.ts`].filter(Boolean).join('/');
  return files[path][area || language];
}

export const languages = Object.keys(files).flatMap((path) => /texts\/(\w\w)\.ts$/.exec(path)?.[1] ?? []);
export const areas = Object.keys(files).flatMap((path) => /texts\/(\w+)\/en\.ts$/.exec(path)?.[1] ?? []);

export function catalogue(language: string): Texts {
  return Object.assign({}, ...['', ...areas].map((area) => areaTexts(area, language))) as Texts;
}

// "area key", so that a text that stands twice shows.
export function keysOf(language: string): string[] {
  return ['', ...areas].flatMap((area) => Object.keys(areaTexts(area, language)).map((key) => `${area} ${key}`)).sort();
}
