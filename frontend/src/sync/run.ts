import { APP_VERSION, SYNC_LOCK } from '../constants';
import { backoffMs, pendingTimerMs } from '../outbox/backoff';
import { sendable } from '../outbox/queue';
import { retryRefused } from '../outbox/results';
import { type Identity, storeIdOf } from '../store/facts';
import { forgetPin } from '../store/keys';
import type { PersonStore } from '../store/person-store';
import { type SyncStatus, syncStatus } from '../store/signals';
import { settleCredentials } from './credentials';
import { Custody } from './custody';
import { isProblem, outcomeOf } from './outcome';
import { pull } from './pull';
import { forgetSouk } from './pulled';
import { type Outcome, push } from './push';
import type { Reply } from './transport';

/** One exchange at a time: send, then receive. Decides when the next one is due. */

export type SyncReason =
  | 'start'
  | 'visible'
  | 'online'
  | 'timer'
  | 'background'
  | 'button'
  | 'join';

/** What an exchange came to; `code` of a problem, or network, stalled, not_ours, server. */
export interface Ended {
  readonly ok: boolean;
  readonly code: string | null;
}

/** The server's word for a phone that the coach signed out; it is not a session that ended. */
const REVOKED = 'phone_revoked';
/** Of one whose person began without an invitation, until a coach said who it is. */
const NOT_LINKED = 'not_linked';

export class Syncer {
  readonly #store: PersonStore;
  readonly #custody = new Custody();
  #running: Promise<Ended> | null = null;
  #failures = 0;
  /** Exchanges that went well while changes still wait. */
  #rounds = 0;
  #armed: (() => void) | null = null;
  #stopped = false;

  constructor(store: PersonStore) {
    if (store.identity.practice) throw new TypeError('practice reaches no server');
    this.#store = store;
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  /** The exchange under way, or a new one. Never rejects. */
  run(reason: SyncReason): Promise<Ended> {
    if (reason !== 'timer') this.#rounds = 0;
    this.#running ??= this.#exchange(reason).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /**
   * Called when something was saved: the timer runs only while something waits, and each tap of a
   * walk must not put it off. Answers whether it was set now.
   */
  expectWork(): boolean {
    if (this.#running || this.#armed) return false;
    this.#arm(pendingTimerMs(this.#rounds));
    return true;
  }

  /** After the data, and never in its way; the code comes with the first photo. */
  async sendPhotos(byHand: boolean): Promise<void> {
    const { sendPhotos } = await import('./photos');
    await sendPhotos(this.#store, byHand);
  }

  /** What a coach collected; the code comes with the first. */
  async #sendClosings(): Promise<void> {
    if (!hasClosings(this.#store)) return;
    const { sendClosings } = await import('./closings');
    await sendClosings(this.#store);
  }

  /** The next souk days' codes, once a week or so; slow to make, so nobody waits for them. */
  async #fetchDayCodes(): Promise<void> {
    const { codesDue, fetchDayCodes } = await import('./day-codes');
    if (codesDue(this.#store)) await fetchDayCodes(this.#store);
  }

  /** A phone without room for it tries again with the next exchange. */
  async #sealSent(): Promise<void> {
    const { sealSent } = await import('../outbox/seal-sent');
    await sealSent(this.#store).catch(() => undefined);
  }

  /** A store that began without a network makes itself known first; null, or what stopped that. */
  async #comeIn(): Promise<Reply | null> {
    const { identity, world } = this.#store;
    if (!identity.newcomer) return null;
    const { comeIn } = await import('./newcomer');
    const reply = await comeIn(world, identity);
    return reply.kind === 'json' ? null : reply;
  }

  async #exchange(reason: SyncReason): Promise<Ended> {
    this.#disarm();
    const { cursor } = this.#store.meta;
    try {
      if (reason === 'button') await retryRefused(this.#store);
      const asked = reason === 'button';
      const outcome = await oneAcrossTabs(this.#store, () => this.#sendAndReceive(asked));
      if (outcome.kind === 'revoked') await forgetPin(storeIdOf(this.#store.identity));
      // A line that let something through is worth trying again soon.
      if (this.#store.meta.cursor !== cursor) this.#failures = 0;
      return this.#after(outcome);
    } catch (error) {
      // The store could not be written: what is unsent is still there, and goes next time.
      const code = error instanceof Error ? error.message : 'internal';
      return this.#after({ kind: 'later', code });
    }
  }

  async #sendAndReceive(asked: boolean, again = false): Promise<Outcome> {
    const unknown = await this.#comeIn();
    if (unknown) return outcomeOf(unknown);
    const sent = await this.#send();
    if (sent.kind !== 'done') return sent;
    if (this.#store.revoked) {
      await this.#custody.tell(this.#store, asked);
      return { kind: 'revoked' };
    }
    const stopped = await this.#receive();
    if (isProblem(stopped, NOT_LINKED)) {
      await this.#custody.tell(this.#store, asked);
      return { kind: 'not_linked' };
    }
    if (isProblem(stopped, REVOKED)) {
      await forgetSouk(this.#store);
      return { kind: 'revoked' };
    }
    if (stopped) return outcomeOf(stopped);
    // A new epoch may have come with the page: what was sent before goes again at once.
    const lacking = await this.#custody.tell(this.#store, asked);
    if (!again && (lacking || hasAgain(this.#store))) return this.#sendAndReceive(asked, true);
    await this.#sendTheRest(asked);
    return { kind: 'done' };
  }

  #send(): Promise<Outcome> {
    const say = this.#say;
    say({ phase: 'sending', done: 0, total: sendable(this.#store.live()).length });
    return push({
      store: this.#store,
      onProgress: (done, total) => say({ done, total }),
      onAnswer: (answer, midpoint) => {
        say(heard(answer.server_time, midpoint));
        say({ update_wanted: isOlder(APP_VERSION, answer.min_app) });
      },
    });
  }

  /** Null, or what stopped it. Who began without the server hears with the first page who they are. */
  async #receive(): Promise<Reply | null> {
    const say = this.#say;
    say({ phase: 'receiving', done: 0, total: 0 });
    let person: Identity['person'] | undefined;
    const stopped = await pull(
      this.#store,
      (done, total) => say({ done, total }),
      (page, midpoint) => {
        ({ person } = page.me);
        say(heard(page.server_time, midpoint));
      },
    );
    if (person && this.#store.identity.newcomer) {
      const { follow } = await import('./newcomer');
      await follow(this.#store, person);
    }
    return stopped;
  }

  async #sendTheRest(asked: boolean): Promise<void> {
    await this.#sendClosings();
    await this.#sealSent();
    await settleCredentials(this.#store);
    if (await this.#store.carries()) {
      const { sendCarried } = await import('./carried');
      await sendCarried(this.#store, asked);
    }
    // Beside it: nobody waits for what forms show and play.
    const { fetchFormFiles } = await import('./form-files');
    void fetchFormFiles(this.#store);
  }

  #after(outcome: Outcome): Ended {
    const say = this.#say;
    const waiting = hasSomethingToSay(this.#store);
    if (outcome.kind === 'done') {
      this.#failures = 0;
      say({ phase: 'idle', error_code: null });
      if (waiting) this.#arm(pendingTimerMs(this.#rounds++));
      if (this.#store.photosWaiting().length > 0) void this.sendPhotos(false);
      void this.#fetchDayCodes().catch(() => undefined);
      return { ok: true, code: null };
    }
    if (outcome.kind === 'needs_login') {
      // Nothing is lost: the changes stay, and go once the phone is joined again (F13).
      say({ phase: 'needs_login', error_code: 'not_signed_in' });
      this.#rounds++;
      return { ok: false, code: 'not_signed_in' };
    }
    if (outcome.kind === 'revoked') {
      this.#failures = 0;
      say({ phase: 'idle', error_code: REVOKED });
      if (waiting) this.#arm(pendingTimerMs(this.#rounds++));
      return { ok: false, code: REVOKED };
    }
    if (outcome.kind === 'not_linked') {
      this.#failures = 0;
      say({ phase: 'idle', error_code: NOT_LINKED });
      // Nothing may wait here any more: it goes on asking what the coach says.
      this.#arm(pendingTimerMs(this.#rounds++));
      return { ok: false, code: NOT_LINKED };
    }
    const { code, retryAfterS } = outcome;
    const wait = backoffMs(this.#failures++, this.#store.world.random(), retryAfterS);
    say({ phase: code === 'network' ? 'offline' : 'waiting', error_code: code });
    // Zones and badges come with the first page: without it the walk has nowhere to begin.
    const unfilled = this.#store.meta.cursor === null || this.#store.meta.last_ok_at === null;
    if (waiting || unfilled) this.#arm(wait);
    return { ok: false, code };
  }

  /** Of a store that was closed nothing is said any more: the screen is another person's. */
  readonly #say = (change: Partial<SyncStatus>): void => {
    if (!this.#stopped) syncStatus.value = { ...syncStatus.value, ...change };
  };

  #arm(ms: number): void {
    this.#disarm();
    if (this.#stopped) return;
    this.#armed = this.#store.world.after(ms, () => void this.run('timer'));
  }

  #disarm(): void {
    this.#armed?.();
    this.#armed = null;
  }
}

function heard(server_time: string, midpoint: number): Partial<SyncStatus> {
  return { clock_skew_ms: Math.round(Date.parse(server_time) - midpoint) };
}

/** What it said of being ready may have been noted while an exchange ended (RE3). */
function hasSomethingToSay(store: PersonStore): boolean {
  const unheard = store.meta.ready?.told === false;
  return unheard || sendable(store.live()).length > 0 || hasClosings(store);
}

function hasClosings({ meta }: PersonStore): boolean {
  return meta.closings.some(({ code }) => code === null);
}

function hasAgain(store: PersonStore): boolean {
  return sendable(store.live()).some((op) => op.answered);
}

/** Another tab may be at it; two at once would only cost bytes (PH9). */
async function oneAcrossTabs(
  store: PersonStore,
  exchange: () => Promise<Outcome>,
): Promise<Outcome> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return exchange();
  const name = `${SYNC_LOCK}-${storeIdOf(store.identity)}`;
  return locks.request(name, { ifAvailable: true }, (lock) =>
    lock ? exchange() : ({ kind: 'done' } as const),
  );
}

/** `1.4.0` before `1.10.0`. */
function isOlder(app: string, wanted: string): boolean {
  const [a, b] = [app, wanted].map((version) => version.split('.').map(Number));
  const i = [0, 1, 2].find((part) => a?.[part] !== b?.[part]);
  return i !== undefined && (a?.[i] ?? 0) < (b?.[i] ?? 0);
}
