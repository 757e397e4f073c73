import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseDay } from '../../../src/capture/now';
import { record } from '../../../src/capture/presence/mark';
import { circumstancesOf } from '../../../src/capture/trader/circumstances';
import { entriesOf, entriesOfRefusal } from '../../../src/capture/trader/registration';
import { roster } from '../../../src/store';
import { closeStore } from '../../../src/store/open';
import { FakeServer } from '../../sync/fake-server';
import { joinAndSettle } from '../../sync/join';
import { TestWorld } from '../../sync/phone';
import { snapshotWith } from '../presence/snapshot';
import { REGISTRATION } from './registrations';

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  const server = new FakeServer();
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshotWith(server.epoch))));
  expect(await joinAndSettle(new TestWorld(server), 'GH4K-7PQM')).toEqual({ ok: true });
});
afterEach(closeStore);

it('a registration of last week, taken up today, marks nobody, neither then nor now', async () => {
  const [place] = [...roster.value.stalls.values()];
  if (!place) throw new Error('no place');
  chooseDay('2026-11-27');
  const today = await record({ stall_id: place.id }, 'present');
  const body = { ...REGISTRATION, stall_id: place.id, seen: { stall_id: place.id } };
  const draft = { draft_id: 'd', kind: 'trader', body, step: 'place', souk_date: '2026-11-20' };
  const paused = { ...draft, subject: {}, saved_at: '' };
  const about = circumstancesOf(paused);
  for (const entries of [entriesOf('d', body, about), entriesOfRefusal(body, about)]) {
    expect(entries.map(({ entry_id }) => entry_id)).not.toContain(today?.entry_id);
    expect(entries.map(({ kind }) => kind)).not.toContain('presence');
  }
  const begunToday = circumstancesOf({ ...paused, souk_date: '2026-11-27' });
  expect(begunToday).toMatchObject({ is_souk: true, marked: today?.entry_id });
});
