import { describe, expect, it } from 'vitest';
import { choicesFound } from '../../src/forms/find.ts';
import { formNamed } from './forms.ts';

const trades = formNamed('souk_trader_v1').compiled.choices.trade ?? [];
const found = (query: string) => choicesFound(trades, query).map(({ name }) => name);

describe('a choice is found', () => {
  it.each([
    ['by a word in any language of the form', 'olive', 'VEG04'],
    ['by a word in Arabic', 'زيتون', 'VEG04'],
    ['whatever the shape of its alef', 'اغنام', 'LIV01'],
    ['without the accents', 'legumes', 'VEG01'],
    ['in capitals', 'BOVINS', 'LIV02'],
    ['by two words in any order', 'huile olives', 'VEG04'],
  ])('%s: %s', (_how, query, name) => {
    expect(found(query)).toContain(name);
  });

  it('or not, when one of the words is nowhere', () => {
    expect(found('olives rouges')).toEqual([]);
  });

  it('and all are there when nothing is typed', () => {
    expect(found(' ')).toHaveLength(55);
  });
});

describe('SV23: a choice is found by how it sounds', () => {
  const douars = [
    { name: 'd1', label: { ar: 'دوار أولاد سعيد 12', fr: 'Douar Oulad Saïd 12' } },
    { name: 'd2', label: { ar: 'دوار الخزازرة', fr: 'Douar Khzazra' } },
    { name: 'd3', label: { ar: 'دوار بني مسكين' } },
  ];
  const named = (query: string) => choicesFound(douars, query).map(({ name }) => name);

  it.each([
    ['in Latin letters, where its list has it in Arabic alone', 'bni mskin', ['d3']],
    ['in another spelling', 'wlad said', ['d1']],
    ['in arabizi', 'sa3id', ['d1']],
    ['in Arabic as one hears it', 'خزازره', ['d2']],
    ['with its number, which has no sound', 'sa3id 12', ['d1']],
    ['and not with another number', 'sa3id 13', []],
  ])('%s: %s', (_how, query, names) => {
    expect(named(query)).toEqual(names);
  });

  it('behind those that are written so', () => {
    const [one, other] = [
      { name: 'heard', label: { ar: 'كاسم' } },
      { name: 'written', label: { fr: 'Kasem' } },
    ];
    expect(choicesFound([one, other], 'kasem').map(({ name }) => name)).toEqual([
      'written',
      'heard',
    ]);
  });
});
