import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { defineWords, lang, speak, t } from '../../src/i18n';

const words = defineWords({
  ar: {
    save: 'حفظ',
    who: 'سُجِّل {name}',
    places: {
      zero: 'لا يوجد أي مكان',
      one: 'مكان واحد',
      two: 'مكانان',
      few: '{n} أماكن',
      many: '{n} مكانا',
      other: '{n} مكان',
    },
  },
  fr: {
    save: 'Enregistrer',
    who: '{name} est inscrit',
    places: { one: '{n} place', many: '{n} de places', other: '{n} places' },
  },
  en: {
    save: 'Save',
    who: '{name} is registered',
    places: { one: '{n} place', other: '{n} places' },
  },
});

afterEach(() => {
  lang.value = 'ar';
});

/** The type check fails where one of these compiles. */
describe('what does not compile', () => {
  it('refuses a key that a language lacks', () => {
    // @ts-expect-error: French has no `save`
    defineWords({ ar: { save: 'حفظ' }, fr: {}, en: { save: 'Save' } });
  });

  it('refuses a key that Arabic lacks', () => {
    // @ts-expect-error: Arabic has no `more`
    defineWords({ ar: { a: 'ا' }, fr: { a: 'a', more: 'plus' }, en: { a: 'a' } });
  });

  it('refuses a plural without one of the six Arabic forms', () => {
    const five = { zero: '0', one: '1', two: '2', few: '3', other: '100' };
    const fr = { n: { one: '1', many: '1', other: '2' } };
    // @ts-expect-error: `many` is missing
    defineWords({ ar: { n: five }, fr, en: { n: { one: '1', other: '2' } } });
  });

  it('refuses a message without its filling', () => {
    // @ts-expect-error: the name is missing
    const say = () => t(words).who({});
    // @ts-expect-error: a plural asks for its count
    const count = () => t(words).places({});
    expectTypeOf(say).toBeFunction();
    expectTypeOf(count).toBeFunction();
    expectTypeOf(t(words).save).toBeString();
  });
});

describe('speaking', () => {
  it.each([
    [0, 'لا يوجد أي مكان'],
    [1, 'مكان واحد'],
    [2, 'مكانان'],
    [3, '3 أماكن'],
    [10, '10 أماكن'],
    [11, '11 مكانا'],
    [100, '100 مكان'],
    [103, '103 أماكن'],
    [111, '111 مكانا'],
    [1912, '1.912 مكانا'],
  ])('counts %i places in the Arabic form for it', (n, said) => {
    expect(t(words).places({ n })).toBe(said);
  });

  it('counts none in French with the singular', () => {
    expect(speak(words, 'fr').places({ n: 0 })).toBe('0 place');
    expect(speak(words, 'fr').places({ n: 2 })).toBe('2 places');
  });

  it('follows the language of the moment', () => {
    expect(t(words).save).toBe('حفظ');
    lang.value = 'en';
    expect(t(words).save).toBe('Save');
  });

  it('isolates a name, so that its direction stays its own', () => {
    expect(t(words).who({ name: 'Hamid (63)' })).toBe('سُجِّل \u2068Hamid (63)\u2069');
  });

  it('breaks no French line before its signs, nor inside of its quotes', () => {
    const said = '« a » : b ? c';
    const signs = defineWords({ ar: { said }, fr: { said }, en: { said } });
    expect(speak(signs, 'fr').said).toBe('«\u00a0a\u00a0»\u00a0: b\u00a0? c');
    expect(speak(signs, 'en').said).toBe(said);
  });
});
