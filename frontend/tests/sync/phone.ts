import { IDBFactory } from 'fake-indexeddb';
import type { World } from '../../src/app/world';
import type { OpRecord } from '../../src/entries/record';
import { viewOf } from '../../src/entries/record';
import { sealingCodec } from '../../src/store/codec';
import type { Identity } from '../../src/store/facts';
import { PersonStore } from '../../src/store/person-store';
import { newStoreKey } from '../../src/store/vault';
import { Syncer } from '../../src/sync/run';
import { type FakeServer, MARKET_ID, PERSON, problem, unpacked } from './fake-server';
import 'fake-indexeddb/auto';

/** A phone with its own storage, a clock and a network that stand still until told otherwise. */

export type Fault =
  | 'none'
  | 'lose_request'
  | 'lose_answer'
  /** Half of the answer arrives. */
  | 'cut'
  | 'html'
  | 'error'
  | 'busy'
  | 'too_large'
  | 'twice'
  | 'stall'
  /** The phone hears nothing; the request arrives when `deliverLate` says. */
  | 'late';

export class TestWorld implements World {
  time = Date.parse('2026-11-20T08:00:00Z');
  /** Faults of the next requests, then none. */
  faults: Fault[] = [];
  /** Hears the ops of each push as it leaves, whatever becomes of it. */
  onPush: (texts: readonly string[]) => void = () => undefined;
  readonly #late: (() => void)[] = [];
  readonly server: FakeServer;
  #ids = 0;
  readonly #timers = new Map<number, { at: number; call: () => void }>();
  #nextTimer = 0;

  constructor(server: FakeServer) {
    this.server = server;
    server.now = () => this.time;
  }

  now = () => this.time;
  tzOffsetMin = () => 60;
  random = () => 0.5;
  newId = () => `00000000-0000-4000-8000-${(++this.#ids).toString(16).padStart(12, '0')}`;

  after(ms: number, call: () => void): () => void {
    const id = this.#nextTimer++;
    this.#timers.set(id, { at: this.time + ms, call });
    return () => this.#timers.delete(id);
  }

  /** In ms from now, when each timer fires. */
  get timers(): number[] {
    return [...this.#timers.values()].map(({ at }) => at - this.time);
  }

  pass(ms: number): void {
    this.time += ms;
    for (const [id, { at, call }] of [...this.#timers]) {
      if (at > this.time) continue;
      this.#timers.delete(id);
      call();
    }
  }

  async fetch(input: string, init: RequestInit = {}): Promise<Response> {
    const path = input.replace(/^\/api\/v1/, '');
    const answer = () => this.server.answer(path, init);
    if (path === '/sync/push') this.onPush(unpacked(init).ops);
    switch (this.faults.shift()) {
      case 'lose_request':
        throw new TypeError('network');
      case 'lose_answer':
        answer();
        throw new TypeError('network');
      case 'late':
        this.#late.push(answer);
        throw new TypeError('network');
      case 'cut':
        return half(answer());
      case 'twice':
        answer();
        return answer();
      case 'stall':
        return this.#stall(init);
      case 'html':
        return new Response('<html>', { headers: { 'Content-Type': 'text/html' } });
      case 'error':
        return new Response('<h1>Internal Server Error</h1>', { status: 500 });
      case 'busy':
        return new Response('', { status: 503, headers: { 'Retry-After': '7' } });
      case 'too_large':
        return problem(413, 'too_large');
      default:
        return answer();
    }
  }

  /** What was on its way reaches the server; nobody waits for its answer any more. */
  deliverLate(): void {
    for (const answer of this.#late.splice(0)) answer();
  }

  #stall(init: RequestInit): Promise<Response> {
    return new Promise((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      setImmediate(() => this.pass(120_000));
    });
  }
}

/** What every store of the tests is sealed with. */
export const CODEC = sealingCodec(await newStoreKey());

export const IDENTITY: Identity = {
  person: PERSON,
  market_id: MARKET_ID,
  device_id: '00000000-0000-4000-8000-0000000000d1',
  device_token: 'token',
  push_token: 'push token',
  badge_range: null,
};

export class Phone {
  readonly world: TestWorld;
  store!: PersonStore;
  syncer!: Syncer;

  constructor(world: TestWorld) {
    this.world = world;
  }

  static async fresh(world: TestWorld): Promise<Phone> {
    globalThis.indexedDB = new IDBFactory();
    const phone = new Phone(world);
    await phone.open();
    return phone;
  }

  async open(joined: Partial<Identity> = {}): Promise<void> {
    const nobody = () => undefined;
    const identity = { ...IDENTITY, ...joined };
    this.store = await PersonStore.open(this.world, identity, nobody, nobody, CODEC);
    this.syncer = new Syncer(this.store);
  }

  /** Another tab of the same phone. */
  async anotherTab(): Promise<Phone> {
    const tab = new Phone(this.world);
    await tab.open();
    return tab;
  }

  /** The browser is killed and started again; `joined`: as another device, by a new invitation. */
  async restart(joined: Partial<Identity> = {}): Promise<void> {
    this.syncer.stop();
    this.store.close();
    await this.open(joined);
  }

  sync() {
    return this.syncer.run('button');
  }

  entry(entry_id: string) {
    const kept = this.store.held.get(entry_id);
    if (!kept) throw new Error(`no entry ${entry_id}`);
    return viewOf(kept, this.store.inFlight);
  }

  waiting(): readonly OpRecord[] {
    return this.store.live().filter((op) => op.todo);
  }
}

async function half(answer: Response): Promise<Response> {
  const whole = new Uint8Array(await answer.arrayBuffer());
  return new Response(whole.slice(0, whole.length / 2), answer);
}

/** A phone and its server; the phone has its snapshot and nothing to send. */
export async function joined(server: FakeServer): Promise<Phone> {
  const phone = await Phone.fresh(new TestWorld(server));
  await phone.sync();
  return phone;
}
