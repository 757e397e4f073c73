import { expect, it } from 'vitest';
import { modelOf } from '../../src/desk/team/DevicesSheet';

it.each([
  ['Linux; Android 13; SM-A035F', 'SM-A035F'],
  ['Linux; Android 10; K', 'Android'],
  ['X11; Linux x86_64', 'Linux'],
  ['Windows NT 10.0; Win64; x64', 'Windows NT 10.0'],
  ['iPhone; CPU iPhone OS 16_6 like Mac OS X', 'iPhone'],
])('names the phone that says %s as its owner may know it', (said, model) => {
  expect(modelOf(said)).toBe(model);
});
