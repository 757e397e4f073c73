import { signal } from '@preact/signals';

/** The languages of the product; the first one is what a phone speaks before anybody chooses. */
export const LANGUAGES = ['ar', 'fr', 'en'] as const;
export type Lang = (typeof LANGUAGES)[number];

/** The language the screens speak now. Components that read words follow it by themselves. */
export const lang = signal<Lang>('ar');

/** What each language calls itself, for the one choice that must be readable before the language is right. */
export const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = {
  ar: 'العربية',
  fr: 'Français',
  en: 'English',
};

export function directionOf(language: Lang): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

export function isLang(value: unknown): value is Lang {
  return LANGUAGES.includes(value as Lang);
}
