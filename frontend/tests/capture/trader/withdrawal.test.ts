import { expect, it } from 'vitest';
import { withdrawalOf, withdrawn } from '../../../src/capture/trader/withdrawal';
import type { LocalEntry } from '../../../src/entries/types';

const ids = new Map([
  ['registration', 'c1'],
  ['survey', 'c2'],
]);
const about = { text_version: '2026-11', language: 'ar', souk_date: '2026-11-27' } as const;
const all = withdrawalOf('aisha', ids, about);
const entries = (state: string) =>
  all.map(({ body, kind }) => ({ body, kind, state }) as LocalEntry);

it('CO1, CO2: withdraws for every purpose, with the words and the language', () => {
  expect(all.map(({ entry_id, kind, body }) => [entry_id, kind, body.purpose])).toEqual([
    ['c1', 'consent', 'registration'],
    ['c2', 'consent', 'survey'],
  ]);
  expect(all[0]?.body).toMatchObject({
    ...{ trader_id: 'aisha', decision: 'withdrawn' },
    ...{ text_version: '2026-11', language: 'ar', mode: 'spoken' },
  });
});

it('says of nobody else, and not after it was taken back, that they withdrew', () => {
  expect(withdrawn('hamid', entries('saved'))).toHaveLength(0);
  expect(withdrawn('aisha', entries('cancelled'))).toHaveLength(0);
  expect(withdrawn('aisha', entries('saved'))).toHaveLength(2);
});
