import { en } from './en';
import { formatText, type Text, type Values } from './format';

export type TextKey = keyof typeof en;
export type Catalogue = Record<TextKey, Text>;

// A language of the app: adding one is adding its file and its line here. English travels with the app and fills in until another is loaded.
export const languages: Record<string, { name: string; dir: 'ltr' | 'rtl'; load: () => Promise<Catalogue> }> = {
  en: { name: 'English', dir: 'ltr', load: async () => en },
  ar: { name: 'العربية', dir: 'rtl', load: async () => (await import('./ar')).ar },
  fr: { name: 'Français', dir: 'ltr', load: async () => (await import('./fr')).fr },
  es: { name: 'Español', dir: 'ltr', load: async () => (await import('./es')).es },
};

const kChosen = 'parley.language';

class Texts {
  language = $state('en');
  #catalogue = $state.raw<Catalogue>(en);

  get dir(): 'ltr' | 'rtl' {
    return languages[this.language].dir;
  }

  of(key: TextKey, values: Values = {}): string {
    return formatText(this.#catalogue[key] ?? en[key], values, this.language);
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
    const known = language in languages ? language : 'en';
    try {
      this.#catalogue = await languages[known].load();
      this.language = known;
    } catch {
      // The file did not come through the bad line: what is shown stays readable in the language there is.
    }
    document.documentElement.lang = this.language;
    document.documentElement.dir = this.dir;
  }
}

export const texts = new Texts();

export function t(key: TextKey, values: Values = {}): string {
  return texts.of(key, values);
}
