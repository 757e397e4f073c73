import { expect, test } from 'vitest';
import { prepareKnown } from '../../src/forms/form.ts';
import type { Expression } from '../../src/forms/types.ts';
import { formNamed } from './forms.ts';

const { compiled } = formNamed('household');
const askedWhere = (relevant: Expression) => ({
  ...compiled,
  nodes: compiled.nodes.map((node) => ({ ...node, relevant })),
});

test('SV27: a form with an operation of a later server is not opened', () => {
  expect(prepareKnown(askedWhere(['not', ['of_next_year', '/data/head']]))).toBeNull();
});

test('SV27: one that the app knows is, and what is wrong in itself is no newer form', () => {
  expect(prepareKnown(askedWhere(['true']))).not.toBeNull();
  expect(() => prepareKnown(askedWhere(['ref', '/data/nobody']))).toThrow('/data/nobody');
});
