import type { PushAnswer } from '../api/types';
import { CUSTODY_DAYS, CUSTODY_EVERY_MS, CUSTODY_LIST_EVERY_MS } from '../constants';
import { digestOf } from '../entries/op';
import { sendAgain, takeResults } from '../outbox/results';
import type { PersonStore } from '../store/person-store';
import type { StoreMeta } from '../store/store-meta';
import { send } from './push';

/** As many hexadecimal digits as the server compares (CU2). */
const DIGEST_LENGTH = 16;

type Days = ReadonlyMap<string, readonly string[]>;

/** What to say to the server in a push without ops. */
export interface Word {
  readonly digests: Readonly<Record<string, string>>;
  readonly listed?: Readonly<Record<string, readonly string[]>>;
}

/** Of a set of op ids, the same on phone and server. */
export async function digestOfOps(op_ids: readonly string[]): Promise<string> {
  return (await digestOf([...op_ids].sort().join('\n'))).slice(0, DIGEST_LENGTH);
}

/**
 * Whether phone and server mean the same by "sent": once everything has gone, the phone tells a digest
 * of the last souk days; where the server knows others, it lists them and sends what is lacking again
 * (CU2, CU3). Remembers, since this app was started, what was agreed on and when it last spoke.
 */
export class Custody {
  #agreed = '';
  #toldAt = Number.NEGATIVE_INFINITY;
  readonly #listedAt = new Map<string, number>();

  /**
   * Says what is due, if anything, and marks what the server lacks as to be sent again; whether there was
   * any. A bad line is no matter: the next exchange says it.
   * @param asked a person pressed "send"
   */
  async tell(store: PersonStore, asked: boolean): Promise<boolean> {
    let word = await this.#due(store, asked);
    while (word) {
      const { ready } = store.meta; // as the manifest has it: meanwhile another may be noted
      const reply = await send(store, [], word);
      if (reply.kind !== 'json') return false;
      const answer = reply.body as PushAnswer;
      await takeResults(store, answer);
      await noteTold(store, ready);
      if (answer.lacking) {
        await sendAgain(store, answer.lacking);
        return answer.lacking.length > 0;
      }
      word = await this.#afterWord(store, word, answer);
    }
    return false;
  }

  async #due(store: PersonStore, asked: boolean): Promise<Word | null> {
    const digests = await digestsOf(await lastDays(store));
    if (store.meta.ready?.told === false) return { digests };
    const said = JSON.stringify(digests);
    if (said === this.#agreed || Object.keys(digests).length === 0) return null;
    if (!asked && store.world.now() - this.#toldAt < CUSTODY_EVERY_MS) return null;
    return { digests };
  }

  /** What the answer asks for: the list of days that were not listed within the hour. */
  async #afterWord(store: PersonStore, word: Word, answer: PushAnswer): Promise<Word | null> {
    const now = store.world.now();
    this.#toldAt = now;
    const wanted = (answer.wanted_days ?? []).filter((day) => this.#mayList(day, now));
    if (wanted.length === 0) {
      this.#agreed = JSON.stringify(word.digests);
      return null;
    }
    const days = await lastDays(store);
    for (const day of wanted) this.#listedAt.set(day, now);
    const listed = Object.fromEntries(wanted.map((day) => [day, days.get(day) ?? []]));
    return { digests: {}, listed };
  }

  #mayList(day: string, now: number): boolean {
    const listed = this.#listedAt.get(day);
    return listed === undefined || now - listed >= CUSTODY_LIST_EVERY_MS;
  }
}

/** Every push carries what the phone said of being ready; this one was made for it, perhaps (RE3). */
async function noteTold(store: PersonStore, ready: StoreMeta['ready']): Promise<void> {
  if (!ready || ready.told) return;
  await store.change(async () => {
    if (store.meta.ready?.word !== ready.word) return [null, undefined] as const;
    return [{ meta: { ready: { ...ready, told: true } } }, undefined] as const;
  });
}

async function lastDays(store: PersonStore): Promise<Days> {
  return (await store.answered()).lastDays(CUSTODY_DAYS);
}

async function digestsOf(days: Days): Promise<Record<string, string>> {
  const digests = [...days].map(async ([day, ids]) => [day, await digestOfOps(ids)] as const);
  return Object.fromEntries(await Promise.all(digests));
}
