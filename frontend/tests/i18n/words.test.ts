import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Lang } from '../../src/i18n';

const FORMS = {
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  fr: ['one', 'many', 'other'],
  en: ['one', 'other'],
} as const;

const modules = import.meta.glob('../../src/**/*words.ts', { eager: true });
const tables = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module as Record<string, unknown>).flatMap(([name, value]) =>
    isWords(value) ? [[`${file.replace('../../src/', '')} ${name}`, value] as const] : [],
  ),
);

type Word = string | Readonly<Record<string, string>>;
type Tables = Readonly<Record<Lang, Readonly<Record<string, Word>>>>;

function isWords(value: unknown): value is { tables: Tables } {
  return typeof value === 'object' && value !== null && 'tables' in value;
}

function formsOf(word: Word): string[] {
  return typeof word === 'string' ? [word] : Object.values(word);
}

function holesOf(word: Word): string[] {
  const holes = formsOf(word).flatMap((form) => form.match(/\{[^}]*\}/g) ?? []);
  // a count may be said in the word itself: «مكانان» has no number
  if (typeof word !== 'string') holes.push('{n}');
  return [...new Set(holes)].sort();
}

it('finds the words of the product', () => {
  expect(tables.length).toBeGreaterThan(1);
});

describe.each(tables)('%s', (_, { tables: spoken }) => {
  const keys = Object.keys(spoken.ar);

  it('has the same keys in every language', () => {
    for (const language of LANGUAGES)
      expect(Object.keys(spoken[language]).sort()).toEqual([...keys].sort());
  });

  it('leaves no word empty', () => {
    const empty = LANGUAGES.flatMap((language) =>
      Object.entries(spoken[language])
        .filter(([, word]) => formsOf(word).some((form) => form.trim() === ''))
        .map(([key]) => `${language} ${key}`),
    );
    expect(empty).toEqual([]);
  });

  it('has the same holes in every language', () => {
    for (const key of keys) {
      const holes = LANGUAGES.map((language) => holesOf(spoken[language][key] ?? ''));
      expect(holes[1], `fr ${key}`).toEqual(holes[0]);
      expect(holes[2], `en ${key}`).toEqual(holes[0]);
    }
  });

  it('opens no hole that it does not close', () => {
    const text = LANGUAGES.flatMap((language) => Object.values(spoken[language]).flatMap(formsOf));
    expect(text.filter((form) => /[{}]/.test(form.replace(/\{\w+\}/g, '')))).toEqual([]);
  });

  it('has exactly the plural forms of each language', () => {
    for (const language of LANGUAGES) {
      for (const [key, word] of Object.entries(spoken[language])) {
        if (typeof word === 'string') continue;
        expect(Object.keys(word).sort(), `${language} ${key}`).toEqual([...FORMS[language]].sort());
      }
    }
  });

  it('says Arabic in Arabic letters', () => {
    const latin = Object.entries(spoken.ar).filter(([, word]) =>
      formsOf(word).every(
        (form) => !/[\u0600-\u06ff]/.test(form) && /[a-z]{3}/i.test(form.replace(/\{\w+\}/g, '')),
      ),
    );
    expect(latin.map(([key]) => key)).toEqual([]);
  });
});
