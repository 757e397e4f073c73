import { beforeEach, describe, expect, test } from 'vitest';
import { PersonStore } from '../../src/store/person-store';
import { cancel, save } from '../../src/store/save';
import { dropOld } from '../../src/sync/pulled';
import { FakeServer } from '../sync/fake-server';
import { CODEC, IDENTITY, joined, type Phone } from '../sync/phone';

const ID = '10000000-0000-4000-8000-000000000001';
const mark = (entry_id: string) => ({
  entry_id,
  kind: 'presence',
  body: { stall_id: 's', status: 'present' },
  souk_date: '2026-11-20',
});
const LONG_AFTER = '2027-02-01T08:00:00Z';

let server: FakeServer;
let phone: Phone;
beforeEach(async () => {
  server = new FakeServer();
  phone = await joined(server);
});

const nobody = () => undefined;
const otherTab = () => PersonStore.open(phone.world, IDENTITY, nobody, nobody, CODEC);

describe('another tab', () => {
  test('what it wrote is read without a moment in which entries are missing', async () => {
    await save(phone.store, ['a', 'b', 'c'].map(mark));
    const seen = new Set<number>();
    const watched = { tab: null as PersonStore | null };
    watched.tab = await PersonStore.open(phone.world, IDENTITY, nobody, nobody, {
      ...CODEC,
      open: (sealed) => {
        if (watched.tab) seen.add(watched.tab.live().length);
        return CODEC.open(sealed);
      },
    });
    await watched.tab.refresh();
    watched.tab.close();
    expect([...seen]).toEqual([3]);
  });
});

describe('forgetting what was decided long ago', () => {
  beforeEach(async () => {
    await save(phone.store, [mark(ID)]);
    await phone.sync();
    server.decide(ID, 'approved', undefined);
    await phone.sync();
  });

  test('PH5: an entry that is being changed at that moment stays, with its change', async () => {
    const cancelled = cancel(phone.store, ID);
    await Promise.all([cancelled, dropOld(phone.store, LONG_AFTER)]);
    expect(phone.waiting()).toHaveLength(1);
    await phone.restart();
    expect(phone.waiting()).toHaveLength(1);
  });

  test('PH5: so does one that another tab has changed', async () => {
    const other = await otherTab();
    await cancel(other, ID);
    other.close();
    await dropOld(phone.store, LONG_AFTER);
    await phone.restart();
    expect(phone.waiting()).toHaveLength(1);
  });
});
