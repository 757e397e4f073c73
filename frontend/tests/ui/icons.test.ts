import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const drawn = [...read('src/ui/icons.svg').matchAll(/<symbol id="i-([\w-]+)"/g)].map(
  ([, name]) => name,
);
const union = read('src/ui/Icon.tsx').split(';')[0] ?? '';
const named = [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);

it('has a drawing for every name, and a name for every drawing', () => {
  expect([...named].sort()).toEqual([...drawn].sort());
  expect(new Set(drawn).size).toBe(drawn.length);
});

it('takes its colours from the text around it', () => {
  expect(read('src/ui/icons.svg')).not.toMatch(/(fill|stroke)="#/);
});
