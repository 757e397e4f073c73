import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import vectors from '../../../tests/vectors/recovery.json' with { type: 'json' };
import type { RescueFile } from '../../src/api/rescue';
import type {
  CatalogItem,
  OpResult,
  OwnEntry,
  PullPage,
  Settlement,
  TeamPhone,
} from '../../src/api/types';
import { type Op, thaw } from '../../src/entries/op';
import type { Body, ServerState } from '../../src/entries/types';
import { MARKET_ID, NAMES, PERSON, snapshotOf } from './fake-souk';

export { MARKET_ID, PERSON, snapshotOf };

import { photosIn, textIn, textsIn } from './opening';

/** A server in memory that keeps the rules of PU and PL, for driving the phone without a network. */

interface Receipt {
  readonly text: string;
  readonly result: OpResult;
}
interface ServerEntry {
  rev: number;
  state: ServerState;
  body: Body;
  kind: string;
  souk_date: string;
  author?: string;
  decision?: OwnEntry['decision'];
  proposed_rev?: number;
  /** Order of the last change; a cursor is one of these. */
  seq: number;
}
interface State {
  receipts: Map<string, Receipt>;
  entries: Map<string, ServerEntry>;
  settlements: (Settlement & { seq: number })[];
  seq: number;
  /** Texts whose effect took place, in order. */
  effects: string[];
}

interface Pushed {
  ops: string[];
  manifest: unknown;
  digests?: Record<string, string> | undefined;
  listed?: Record<string, string[]> | undefined;
  ready?: unknown;
}

const digestOfIds = (ids: string[]) =>
  createHash('sha256').update(ids.sort().join('\n')).digest('hex').slice(0, 16);
interface StoreKeySent {
  readonly recovery_version: number;
  readonly wrapped_key: string;
  readonly unlock_code_sealed: string;
}

export const TAKEN = new Set(['applied', 'proposed']);
export const PUSH_TOKEN = 'push token';
const { version, x, y } = vectors;
const RECOVERY_KEY = { version, x, y };

export class FakeServer {
  epoch = '00000000-0000-4000-8000-000000000001';
  state: State = {
    receipts: new Map(),
    entries: new Map(),
    settlements: [],
    seq: 0,
    effects: [],
  };
  snapshotFile: Uint8Array = new Uint8Array(gzipSync(JSON.stringify(snapshotOf(this.epoch))));
  /** Requests that came, as `GET /path` or `POST /path`. */
  readonly asked: string[] = [];
  readonly manifests: unknown[] = [];
  /** What pushes without ops said. */
  readonly words: Pick<Pushed, 'digests' | 'listed' | 'ready'>[] = [];
  /** When the entries were recorded that come with their bodies, as those of the day do (PL7). */
  wholeSince: string | null = null;
  now = () => 0;
  joinKeys = new Map<string, string>();
  /** Whom the next invitation is for. */
  person = PERSON;
  /** What phones handed over, the newest last. */
  readonly storeKeys: StoreKeySent[] = [];
  tooLarge = Number.POSITIVE_INFINITY;
  /** What a page brings of the catalog. */
  catalog: readonly CatalogItem[] = [];
  /** Bytes by digest. */
  readonly photos = new Map<string, Uint8Array>();
  readonly erasedPhotos = new Set<string>();
  /** Entry → what is flagged of it when it is pulled. */
  readonly flags = new Map<string, string[]>();
  /** The coach signed the phone out: it reads nothing, and what it sends is held. */
  revoked = false;
  teamPhones: readonly TeamPhone[] = [];
  /** What forms show and play, by the SHA-256 that they are asked for. */
  readonly formFiles = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Of the phone that joins next. */
  deviceId = '00000000-0000-4000-8000-0000000000d1';

  answer(path: string, init: RequestInit & { body?: unknown }): Response {
    this.asked.push(`${init.method} ${path.split('?')[0]}`);
    if (path === '/sync/push') return this.#push(unpacked(init));
    if (path === '/join') return this.#join(unpacked(init));
    if (path.startsWith('/sync/media/')) return this.#takePhoto(path.slice(12), init.body);
    if (path === '/sync/rescue') return this.#takeRescue(unpacked(init));
    if (this.revoked) return problem(401, 'phone_revoked');
    if (path === '/sync/push-token') return json({ push_token: PUSH_TOKEN });
    if (path === '/sync/store-key') return this.#keepStoreKey(unpacked(init));
    if (path === '/sync/snapshot') {
      const sha256 = createHash('sha256').update(this.snapshotFile).digest('hex');
      return json({ snapshot_id: sha256, bytes: this.snapshotFile.length, sha256, seq: 0 });
    }
    const query = new URLSearchParams(path.split('?')[1]);
    if (path.startsWith('/sync/form-files/')) return this.#formFile(path.slice(17));
    if (path.startsWith('/sync/snapshot/')) {
      const from = Number(query.get('offset'));
      const slice = this.snapshotFile.slice(from, from + Number(query.get('length')));
      return new Response(slice, { headers: { 'Content-Type': 'application/octet-stream' } });
    }
    return this.#pull(query.get('cursor') ?? '');
  }

  #formFile(sha256: string): Response {
    const bytes = this.formFiles.get(sha256);
    if (!bytes) return problem(404, 'not_found');
    return new Response(bytes, { headers: { 'Content-Type': 'application/octet-stream' } });
  }

  /** What a coach does. */
  decide(entry_id: string, state: ServerState, decision: OwnEntry['decision']): void {
    const entry = this.state.entries.get(entry_id);
    if (!entry) throw new Error('no such entry');
    this.state.entries.set(entry_id, { ...entry, state, decision, seq: ++this.state.seq });
  }

  flag(entry_id: string, ...flags: string[]): void {
    const entry = this.state.entries.get(entry_id);
    if (!entry) throw new Error('no such entry');
    this.flags.set(entry_id, flags);
    this.state.entries.set(entry_id, { ...entry, seq: ++this.state.seq });
  }

  settle(settlement: Settlement): void {
    this.state.settlements.push({ ...settlement, seq: ++this.state.seq });
  }

  backup(): State {
    return structuredClone(this.state);
  }

  /** An older state comes back, and with it a new life of the database. */
  restore(state: State, noticed: 'noticed' | 'unnoticed' = 'noticed'): void {
    this.state = structuredClone(state);
    if (noticed === 'noticed') this.beginEpoch();
  }

  beginEpoch(): void {
    this.epoch = `${this.epoch.slice(0, -4)}${String(Number(this.epoch.slice(-4)) + 1).padStart(4, '0')}`;
    this.snapshotFile = new Uint8Array(gzipSync(JSON.stringify(snapshotOf(this.epoch))));
  }

  #push(body: Pushed): Response {
    if (body.ops.length > this.tooLarge) return problem(413, 'too_large');
    const answer = { ...this.#stamp(), min_app: '0.1.0' };
    if (body.ops.length === 0) return json({ ...answer, results: [], ...this.#compare(body) });
    this.manifests.push(body.manifest);
    return this.#takeAll(body.ops, answer);
  }

  #takeAll(texts: string[], answer = {}): Response {
    return json({ ...answer, results: texts.map((text) => this.#take(textIn(text))) });
  }

  /** Old servers compare nothing. */
  comparing = true;

  #compare({ manifest, listed }: Pushed) {
    const { digests, ready } = manifest as Pushed;
    this.words.push({ digests, listed, ready });
    if (!this.comparing) return {};
    const taken = this.state.effects.map((text) => thaw(text));
    const mended = new Set(taken.flatMap(({ supersedes }) => supersedes ?? []));
    const known = (day: string) =>
      [...this.state.receipts]
        .filter(([op_id, { text }]) => thaw(text).souk_date === day && !mended.has(op_id))
        .map(([op_id]) => op_id);
    const wanted_days = Object.entries(digests ?? {})
      .filter(([day, digest]) => digest !== digestOfIds(known(day)))
      .map(([day]) => day);
    const lacking = Object.entries(listed ?? {}).flatMap(([day, ids]) =>
      ids.filter((id) => !known(day).includes(id)),
    );
    return { ...(wanted_days.length > 0 && { wanted_days }), ...(listed && { lacking }) };
  }

  #takeRescue(file: RescueFile): Response {
    const results = textsIn(file).map((text) => this.#take(textIn(text)));
    const photos = [...photosIn(file)].map(([sha256, bytes]) => {
      const { status } = this.#takePhoto(sha256, bytes);
      const state = status === 200 ? 'received' : status === 403 ? 'waiting' : 'refused';
      return { sha256, state };
    });
    return json({ results, photos });
  }

  #takePhoto(sha256: string, body: unknown): Response {
    const named = [...this.state.entries.values()].some(
      ({ body: said }) => (said.photo as { sha256?: string } | undefined)?.sha256 === sha256,
    );
    if (!named) return problem(403, 'forbidden');
    if (this.erasedPhotos.has(sha256)) return json({ state: 'erased' });
    const bytes = body as Uint8Array;
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (digest !== sha256) return problem(422, 'medium_refused');
    this.photos.set(sha256, bytes);
    return json({ state: 'received' });
  }

  #take(text: string): OpResult {
    const op = thaw(text);
    const known = this.state.receipts.get(op.op_id);
    if (known) {
      if (known.text !== text) return { op_id: op.op_id, code: 'op_id_reused' };
      const settlement = this.state.settlements.find(({ op_id }) => op_id === op.op_id);
      return settlement ? { ...known.result, settlement } : known.result;
    }
    const result = this.#decide(op, text);
    if (result.code !== 'blocked') this.state.receipts.set(op.op_id, { text, result });
    return result;
  }

  #decide(op: Op, text: string): OpResult {
    if (this.revoked) return { op_id: op.op_id, code: 'held' };
    const entry = this.state.entries.get(op.entry_id);
    const behind = this.refusedOf(op.entry_id).filter((id) => !op.supersedes?.includes(id));
    if (behind.length > 0) return { op_id: op.op_id, code: 'blocked', behind };
    if (op.body?.bad === true) {
      return { op_id: op.op_id, code: 'invalid', errors: [{ path: 'bad', code: 'constraint' }] };
    }
    const older = op.epoch !== null && op.epoch !== this.epoch;
    const rev = entry?.rev ?? 0;
    if (op.base_rev !== rev && !(older && op.base_rev > rev)) {
      const current = entry && { rev, body: entry.body, state: entry.state };
      return { op_id: op.op_id, code: 'conflict', ...(current && { current }) };
    }
    this.state.effects.push(text);
    const next = op.base_rev + 1;
    if (entry?.state === 'approved') {
      const proposed = { rev: next, proposed_rev: next, seq: ++this.state.seq };
      this.state.entries.set(op.entry_id, { ...entry, ...proposed });
      return { op_id: op.op_id, code: 'proposed', rev: next, flags: [] };
    }
    this.state.entries.set(op.entry_id, {
      rev: next,
      state: op.type === 'cancel' ? 'cancelled' : 'received',
      body: op.body ?? entry?.body ?? {},
      kind: op.kind,
      souk_date: op.souk_date,
      author: op.person_id,
      seq: ++this.state.seq,
    });
    return { op_id: op.op_id, code: 'applied', rev: next, flags: [] };
  }

  /** Ids of refused ops of the entry that are settled neither by the coach nor by one that was taken. */
  refusedOf(entry_id: string): string[] {
    const mine = [...this.state.receipts.values()]
      .map(({ text, result }) => ({ op: thaw(text), taken: TAKEN.has(result.code) }))
      .filter(({ op }) => op.entry_id === entry_id);
    const taken = mine.filter((receipt) => receipt.taken);
    const settled = new Set([
      ...taken.flatMap(({ op }) => op.supersedes ?? []),
      ...this.state.settlements.map(({ op_id }) => op_id),
    ]);
    return mine
      .filter((receipt) => !receipt.taken && !settled.has(receipt.op.op_id))
      .map(({ op }) => op.op_id);
  }

  #pull(cursor: string): Response {
    const [epoch, from] = cursor.split('/');
    if (epoch !== this.epoch) return problem(410, 'cursor_gone');
    const since = Number(from);
    const own = [...this.state.entries]
      .filter(([, { seq, author = this.person.id }]) => seq > since && author === this.person.id)
      .map(
        ([entry_id, { seq: _seq, author: _author, body, decision, ...entry }]): OwnEntry => ({
          entry_id,
          proposed_rev: null,
          ...entry,
          flags: this.flags.get(entry_id) ?? [],
          ...(entry.state === 'returned' && { body }),
          ...(this.wholeSince && { body, recorded_at: this.wholeSince }),
          ...(decision && { decision }),
        }),
      );
    const page: PullPage = {
      ...this.#stamp(),
      cursor: `${this.epoch}/${this.state.seq}`,
      more: false,
      me: {
        person: this.person,
        zones: [],
        badge_ranges: [{ starts: 100, ends: 149 }],
        recovery_key: RECOVERY_KEY,
        team_phones: this.teamPhones,
      },
      catalog: this.catalog,
      own,
      settlements: this.state.settlements.filter(({ seq }) => seq > since),
    };
    return json(page);
  }

  #join(body: { code: string; join_key: string }): Response {
    const spent = this.joinKeys.get(body.code);
    if (spent !== undefined && spent !== body.join_key) return problem(410, 'invitation_spent');
    this.joinKeys.set(body.code, body.join_key);
    return json({
      device_id: this.deviceId,
      device_token: `token of ${body.join_key}`,
      push_token: PUSH_TOKEN,
      recovery_key: RECOVERY_KEY,
      person: this.person,
      market: { id: MARKET_ID, code: 'guisser', names: NAMES },
      epoch: this.epoch,
      badge_range: { prefix: 'K', starts: 100, ends: 149 },
    });
  }

  #keepStoreKey(sent: StoreKeySent): Response {
    this.storeKeys.push(sent);
    return json({ recovery_version: sent.recovery_version });
  }

  #stamp() {
    return { epoch: this.epoch, server_time: new Date(this.now()).toISOString() };
  }
}

export function unpacked(init: RequestInit & { body?: unknown }) {
  const bytes = Buffer.from(init.body as Uint8Array);
  const headers = init.headers as Record<string, string>;
  const plain = headers['Content-Encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return JSON.parse(plain.toString());
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

export function problem(status: number, code: string, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify({ type: 'about:blank', title: code, status, code }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
