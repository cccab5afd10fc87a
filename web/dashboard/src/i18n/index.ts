import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia', vi: 'Tiếng Việt' } as const;
export type Language = keyof typeof LANGUAGES;

const STORAGE_KEY = 'perfmonitor-language';

// English is in the first load, because it also stands in for a missing text; the others come when chosen.
const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>>> = {
  id: () => import('./id.json'),
  vi: () => import('./vi.json'),
};

/** The language chosen before, else the browser's first that the page speaks. */
export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  const candidates = [stored ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '');
  return candidates.find((candidate): candidate is Language => candidate in LANGUAGES) ?? 'en';
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  await showLanguage(chooseLanguage(localStorage.getItem(STORAGE_KEY), navigator.languages));
}

/** Shows the page in a language and remembers the choice. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, language);
  await showLanguage(language);
}

async function showLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await loaders[language]()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
