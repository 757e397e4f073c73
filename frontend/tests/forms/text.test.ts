import { expect, it } from 'vitest';
import { Run } from '../../src/forms/evaluate.ts';
import { labelOf, textOf } from '../../src/forms/text.ts';
import { CONTEXT, formNamed } from './forms.ts';

const household = formNamed('household');
const { compiled } = household;
/** With a third language of which only the first text exists. */
const form = {
  ...household,
  compiled: {
    ...compiled,
    languages: ['fr', 'en', 'ar'],
    texts: { fr: [null, 'deux', null], en: [null, null, null], ar: ['واحد', 'اثنان', null] },
  },
};
const scope = { run: new Run(form, {}, [], CONTEXT), key: '/data/head', indices: [] };

it('SV26: a text is in the person’s language, else in the form’s own, else in its others in their order', () => {
  expect(compiled.default_language).toBe('en');
  expect(textOf(scope, 1, 'ar')).toBe('اثنان');
  expect(textOf(scope, 1, 'en')).toBe('deux');
  expect(textOf(scope, 0, 'fr')).toBe('واحد');
  expect(textOf(scope, 2, 'fr')).toBe('');
});

it('SV26: a choice that no language names goes by its name', () => {
  expect(labelOf(form, { fr: 'eau', ar: 'ماء' }, 'ar', 'water')).toBe('ماء');
  expect(labelOf(form, { ar: 'ماء', fr: 'eau' }, 'en', 'water')).toBe('eau');
  expect(labelOf(form, {}, 'fr', 'water')).toBe('water');
});
