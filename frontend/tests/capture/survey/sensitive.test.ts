import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { survey } from '../../../src/capture/survey';
import { lang } from '../../../src/i18n';
import { entries, saveEntry } from '../../../src/store';
import { closeStore } from '../../../src/store/open';
import { startSync } from '../../../src/sync';
import { FakeServer } from '../../sync/fake-server';
import { joinAndSettle } from '../../sync/join';
import { TestWorld } from '../../sync/phone';
import { snapshotWith } from '../presence/snapshot';

const compiled = JSON.parse(
  readFileSync('../tests/vectors/forms/compiled/souk_trader_v1.json', 'utf8'),
);
const { form_id, version } = compiled;
const FEES = '/data/interview/fees_today';

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  lang.value = 'en';
  const server = new FakeServer();
  const form = { form_id, version, titles: compiled.title, modules_on: ['money'], compiled };
  const snapshot = { ...snapshotWith(server.epoch), forms: [form] };
  server.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshot)));
  expect(await joinAndSettle(new TestWorld(server), 'GH4K-7PQM')).toEqual({ ok: true });
});
afterEach(closeStore);

const fees = (entry_id: string) => {
  const entry = entries.value.get(entry_id);
  return entry && survey.fields(entry).find(({ path }) => path === FEES)?.value;
};

it('SV6: a sensitive answer is read on the phone until it was sent, and masked from then on', async () => {
  const body = {
    ...{ form_id, form_version: version, modules: ['money'], outcome: 'completed' },
    ...{ started_at: '2026-11-20T08:00:00Z', ended_at: '2026-11-20T08:04:00Z' },
    answers: { '/data/consent_survey': 'yes', '/data/is_adult': 'yes', [FEES]: 20 },
  };
  const { entry_id } = await saveEntry({ kind: 'survey', body, souk_date: '2026-11-20' });
  expect(fees(entry_id)).toBe('20');
  await startSync('button');
  expect(entries.value.get(entry_id)?.state).toBe('received');
  expect(fees(entry_id)).toBe('hidden since it was sent');
});
