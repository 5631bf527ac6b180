import type { account } from './account/en';
import type { coordination } from './coordination/en';
import { en } from './en';
import { formatText, type Text, type Values } from './format';
import type { groups } from './groups/en';
import type { joining } from './joining/en';
import type { mails } from './mails/en';
import type { moderation } from './moderation/en';
import type { videos } from './videos/en';

// Texts that come with the screens that need them (routes.ts says which), so that the first load stays small. Adding an area is adding its folder
// and its line here.
interface Areas {
  account: typeof account;
  coordination: typeof coordination;
  groups: typeof groups;
  joining: typeof joining;
  mails: typeof mails;
  moderation: typeof moderation;
  videos: typeof videos;
}
export type Area = keyof Areas;
export type TextKey = keyof typeof en | { [A in Area]: keyof Areas[A] }[Area];
type Catalogue = Partial<Record<string, Text>>;

// A language of the app: adding one is adding its files and its line here. English travels with the app.
export const languages: Record<string, { name: string; dir: 'ltr' | 'rtl'; load: () => Promise<Catalogue> }> = {
  en: { name: 'English', dir: 'ltr', load: async () => en },
  ar: { name: 'العربية', dir: 'rtl', load: async () => (await import('./ar')).ar },
  fr: { name: 'Français', dir: 'ltr', load: async () => (await import('./fr')).fr },
  es: { name: 'Español', dir: 'ltr', load: async () => (await import('./es')).es },
};
const areaFiles = import.meta.glob<Record<string, Catalogue>>('./*/*.ts');

const kChosen = 'parley.language';

class Texts {
  language = $state('en');
  #catalogue = $state.raw<Catalogue>(en);
  #areas: readonly Area[] = [];
  #wish: { language: string; areas: readonly Area[] } = { language: 'en', areas: [] };

  get dir(): 'ltr' | 'rtl' {
    return languages[this.language].dir;
  }

  of(key: TextKey, values: Values = {}): string {
    return formatText(this.#catalogue[key] ?? key, values, this.language);
  }

  has(key: string): key is TextKey {
    return key in this.#catalogue;
  }

  // The language somebody chose here, else the first of the browser's that there is.
  start(): Promise<void> {
    const wishes = [localStorage.getItem(kChosen) ?? '', ...navigator.languages].map((tag) => tag.split('-')[0]);
    return this.use(wishes.find((tag) => tag in languages) ?? 'en');
  }

  async choose(language: string): Promise<void> {
    localStorage.setItem(kChosen, language);
    await this.use(language);
  }

  // An account's language counts where none was chosen on this device.
  async suggest(language: string | undefined): Promise<void> {
    if (language && language in languages && !localStorage.getItem(kChosen)) await this.use(language);
  }

  async use(language: string): Promise<void> {
    this.#wish = { ...this.#wish, language: language in languages ? language : 'en' };
    try {
      await this.#show();
    } catch {
      // A file did not come through the bad line: what is shown stays readable in the language there is.
      this.#wish = { ...this.#wish, language: this.language };
    }
    document.documentElement.lang = this.language;
    document.documentElement.dir = this.dir;
  }

  // Has the texts of these areas from now on, in every language; throws when they did not come.
  async need(areas: readonly Area[]): Promise<void> {
    if (areas.every((area) => this.#areas.includes(area))) return;
    this.#wish = { ...this.#wish, areas: [...new Set([...this.#wish.areas, ...areas])] };
    try {
      await this.#show();
    } catch (error) {
      // Other screens must not wait for what does not come.
      this.#wish = { ...this.#wish, areas: this.#wish.areas.filter((area) => this.#areas.includes(area) || !areas.includes(area)) };
      throw error;
    }
  }

  // A language is only ever shown whole; a wish that came while files were on their way is part of what is shown.
  async #show(): Promise<void> {
    for (;;) {
      const wish = this.#wish;
      const { language, areas } = wish;
      const parts = await Promise.all([languages[language].load(), ...areas.map((area) => load(area, language))]);
      if (wish !== this.#wish) continue;
      this.#catalogue = Object.assign({}, ...parts) as Catalogue;
      this.#areas = areas;
      this.language = language;
      return;
    }
  }
}

async function load(area: Area, language: string): Promise<Catalogue> {
  return (await areaFiles[`./${area}/${language}.ts`]())[area];
}

export const texts = new Texts();

export function t(key: TextKey, values: Values = {}): string {
  return texts.of(key, values);
}
