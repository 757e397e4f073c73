import { describe, expect, it } from 'vitest';
import { faultsOf, faultsOfAnswers, isSecure, withoutFaults } from '../../../src/desk/setup/check';
import {
  answersOf,
  type Draft,
  draftOfAnswers,
  emptyDraft,
  forgetDraft,
  keepDraft,
  keptDraft,
  movedUp,
  requestOf,
} from '../../../src/desk/setup/draft';

const CODES = ['livestock', 'grains', 'veg'];
const EMPTY = emptyDraft(CODES, 'https://souk.example.ma');
const SECRET = { password: 'a market every friday', again: 'a market every friday', min: 10 };
const FULL: Draft = {
  ...EMPTY,
  commune_ar: 'كيسر',
  commune_fr: 'Guisser',
  name_ar: 'سوق جمعة كيسر',
  name_fr: ' Souk du vendredi ',
  weekdays: ['5'],
  operator_ar: 'جماعة كيسر',
  operator_fr: 'Commune de Guisser',
  address: 'Guisser',
  contact: 'Bureau du souk',
  phone: '+212 5 00 00 00 00',
  reference: 'Déposée le 12 novembre 2026, numéro attendu',
  coach_ar: 'فاطنة',
  coach_latin: 'Fatna',
  login: 'fatna',
};

describe('the pages of the set-up', () => {
  it('SU2 let nobody past an empty page', () => {
    expect(faultsOf(0, EMPTY, SECRET)).toEqual({
      commune_ar: 'required',
      commune_fr: 'required',
      name_ar: 'required',
      name_fr: 'required',
      weekdays: 'day_needed',
    });
    expect(Object.keys(faultsOf(2, EMPTY, SECRET))).toHaveLength(6);
  });

  it('SU2 ask for a section and its lanes', () => {
    const none = FULL.sections.map((section) => ({ ...section, on: false }));
    expect(faultsOf(1, { ...FULL, sections: none }, SECRET)).toEqual({
      sections: 'section_needed',
    });
    for (const lanes of ['', '0', '100', 'two']) {
      const sections = [{ code: 'veg', on: true, lanes }];
      expect(faultsOf(1, { ...FULL, sections }, SECRET)).toEqual({ sections: 'lanes_wrong' });
    }
  });

  it('complain no longer of what is being mended', () => {
    const found = faultsOf(0, EMPTY, SECRET);
    const left = withoutFaults(found, { commune_ar: 'ك', weekdays: ['5'] });
    expect(Object.keys(left)).toEqual(['commune_fr', 'name_ar', 'name_fr']);
  });

  it('SU6 hold the answers that are said anew to the same rules', () => {
    expect(faultsOfAnswers(FULL)).toEqual({});
    const emptied = { ...FULL, reference: ' ', public_address: 'souk' };
    expect(faultsOfAnswers(emptied)).toEqual({
      reference: 'required',
      public_address: 'address_wrong',
    });
    expect(answersOf(draftOfAnswers(answersOf(FULL), 'https://b.example.ma'))).toEqual(
      answersOf(FULL),
    );
  });

  it('SU3 ask for the same long password twice', () => {
    expect(faultsOf(3, FULL, { ...SECRET, password: 'short' })).toEqual({
      password: 'password_short',
    });
    expect(faultsOf(3, FULL, { ...SECRET, again: 'another' })).toEqual({ again: 'password_twice' });
  });

  it.each([
    ['phone', 'no number', 'phone_wrong', 2],
    ['months', '0', 'months_wrong', 2],
    ['login', 'two words', 'login_wrong', 3],
    ['public_address', 'souk.example.ma', 'address_wrong', 3],
  ] as const)('SU2 name what is wrong with %s', (field, value, fault, step) => {
    expect(faultsOf(step, { ...FULL, [field]: value }, SECRET)).toEqual({ [field]: fault });
  });

  it('SU2 let through what the server takes', () => {
    for (const step of [0, 1, 2, 3]) expect(faultsOf(step, FULL, SECRET)).toEqual({});
    const sent = requestOf(FULL, 'GH4K-7PQM', SECRET.password);
    expect(sent).toMatchObject({
      names: { fr: 'Souk du vendredi' },
      weekdays: [5],
      sections: [
        { code: 'livestock', lanes: 1 },
        { code: 'grains', lanes: 1 },
        { code: 'veg', lanes: 1 },
      ],
    });
  });
});

describe('a draft of the set-up', () => {
  it('outlives a reload, and never holds the password or the code', () => {
    keepDraft(sessionStorage, FULL);
    expect(keptDraft(sessionStorage, EMPTY)).toEqual(FULL);
    expect(
      Object.keys(sessionStorage)
        .map((key) => sessionStorage.getItem(key))
        .join(),
    ).not.toMatch(/password|7PQM/);
    forgetDraft(sessionStorage);
    expect(keptDraft(sessionStorage, EMPTY)).toEqual(EMPTY);
  });

  it('that cannot be read is begun again', () => {
    sessionStorage.setItem('rahba.setup', '{"step":');
    expect(keptDraft(sessionStorage, EMPTY)).toEqual(EMPTY);
    forgetDraft(sessionStorage);
  });

  it('moves a section one up, and the first nowhere', () => {
    const order = (at: number) => movedUp(EMPTY.sections, at).map(({ code }) => code);
    expect(order(2)).toEqual(['livestock', 'veg', 'grains']);
    expect(order(0)).toEqual(CODES);
  });
});

describe('an address', () => {
  it.each([
    ['https://souk.example.ma', true],
    ['http://localhost:8000', true],
    ['http://192.168.1.20:8000', false],
    ['http://localhost.example.ma', false],
    ['souk', false],
  ])('SU5 %s: phones may join is %s', (address, may) => {
    expect(isSecure(address)).toBe(may);
  });
});
