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
