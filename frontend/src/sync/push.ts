import type { PushAnswer } from '../api/types';
import { APP_VERSION, BATCH_OPS, PROTOCOL } from '../constants';
import type { OpRecord } from '../entries/record';
import { manifestOf, nextBatch, sendable } from '../outbox/queue';
import { takeRefusal, takeResults } from '../outbox/results';
import type { PersonStore } from '../store/person-store';
import type { Word } from './custody';
import { ask, type Reply } from './transport';

/** Empties the outbox: batches, smaller ones after a refusal, until nothing more can be sent. */

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'needs_login' }
  /** The coach signed this phone out: it sends, and receives nothing (RV1). */
  | { readonly kind: 'revoked' }
  /** No coach has said yet who this is: it sends, and receives nothing (DC4). */
  | { readonly kind: 'not_linked' }
  /** Try again later, with the same ops under the same ids. */
  | { readonly kind: 'later'; readonly code: string; readonly retryAfterS?: number };

export interface Pushing {
  readonly store: PersonStore;
  /** Changes sent so far in this exchange, and in all. */
  readonly onProgress: (done: number, total: number) => void;
  readonly onAnswer: (answer: PushAnswer, midpoint: number) => void;
}

/** How the last requests went: the batch shrinks with them, and grows again. */
interface Pace {
  size: number;
  timeouts: number;
  /** Ops that stalled alone; they are left out for the rest of the exchange. */
  readonly aside: Set<string>;
  /** A request went through after one was put aside. */
  provenLine: boolean;
  /** Ops refused one by one without one taken between: then it is not about the ops. */
  refusedInARow: number;
}

const REFUSED_IN_A_ROW = 3;
/** Not a word about the ops: the server asks to come back. */
const COME_BACK = new Set([408, 425, 429]);

export async function push(pushing: Pushing): Promise<Outcome> {
  const { store } = pushing;
  const pace = freshPace();
  const total = sendable(store.live()).length;
  let before = -1;
  for (;;) {
    const left = sendable(store.live(), pace.aside);
    pushing.onProgress(Math.max(0, total - left.length), total);
    const batch = nextBatch(left, pace.size);
    // The same ops again, though each was answered: blocked, or in words of a newer server.
    if (batch.length === 0 || left.length === before) return endOf(store, pace);
    const reply = await send(store, batch);
    if (reply.kind === 'json') {
      const answer = reply.body as PushAnswer;
      pushing.onAnswer(answer, reply.midpoint);
      await takeResults(store, answer);
      before = left.length;
      quicken(pace);
    } else {
      const outcome = await afterFailure(store, pace, batch, reply);
      if (outcome) return outcome;
    }
  }
}

function freshPace(): Pace {
  return { size: BATCH_OPS, timeouts: 0, aside: new Set(), provenLine: false, refusedInARow: 0 };
}

function quicken(pace: Pace): void {
  pace.size = Math.min(BATCH_OPS, pace.size * 2);
  pace.timeouts = 0;
  pace.refusedInARow = 0;
  pace.provenLine = pace.aside.size > 0;
}

/** Without ops it is a word on custody. */
export async function send(
  store: PersonStore,
  batch: readonly OpRecord[],
  word?: Word,
): Promise<Reply> {
  store.setInFlight(new Set(batch.map((op) => op.op_id)));
  try {
    return await ask(store.world, {
      path: '/sync/push',
      token: store.token,
      isOurs: isPushAnswer,
      send: {
        protocol: PROTOCOL,
        app: APP_VERSION,
        epoch: store.meta.epoch,
        sent_at: new Date(store.world.now()).toISOString(),
        manifest: {
          ...manifestOf(store.live(), store.photosWaiting().length),
          ...(store.meta.ready && { ready: store.meta.ready.word }),
          ...(word && { digests: word.digests }),
        },
        ops: batch.map((op) => op.text),
        ...(word?.listed && { listed: word.listed }),
      },
    });
  } finally {
    store.setInFlight(new Set());
  }
}

/** `null`: go on with a smaller batch, or without the op that nobody wants. */
async function afterFailure(
  store: PersonStore,
  pace: Pace,
  batch: readonly OpRecord[],
  reply: Exclude<Reply, { kind: 'json' }>,
): Promise<Outcome | null> {
  const [first] = batch;
  if (reply.kind === 'problem' && !COME_BACK.has(reply.status)) {
    if (reply.status === 401) return { kind: 'needs_login' };
    if (batch.length > 1 || !first) return halve(pace, batch);
    await takeRefusal(store, first, reply.code);
    pace.refusedInARow++;
    return pace.refusedInARow < REFUSED_IN_A_ROW ? null : later(reply);
  }
  if (reply.kind !== 'unknown' || reply.why !== 'stalled') return later(reply);
  pace.timeouts++;
  if (pace.timeouts < 2) return null;
  if (batch.length > 1 || !first) return halve(pace, batch);
  pace.aside.add(first.op_id);
  pace.timeouts = 0;
  return pace.aside.size < REFUSED_IN_A_ROW ? null : later(reply);
}

function halve(pace: Pace, batch: readonly OpRecord[]): null {
  pace.size = Math.max(1, Math.floor(batch.length / 2));
  pace.timeouts = 0;
  return null;
}

function later(reply: Reply): Outcome {
  const retry = 'retryAfterS' in reply && reply.retryAfterS !== undefined;
  return {
    kind: 'later',
    code: codeOf(reply),
    ...(retry && { retryAfterS: reply.retryAfterS as number }),
  };
}

function codeOf(reply: Reply): string {
  if (reply.kind === 'problem') return reply.code;
  return reply.kind === 'unknown' ? reply.why : 'not_ours';
}

/** If others went through, it is not the line: what stalled alone is then shown under "to fix". */
async function endOf(store: PersonStore, pace: Pace): Promise<Outcome> {
  if (pace.aside.size > 0 && !pace.provenLine) return { kind: 'later', code: 'stalled' };
  for (const op of store.live().filter((op) => pace.aside.has(op.op_id))) {
    await takeRefusal(store, op, 'stalled');
  }
  return { kind: 'done' };
}

function isPushAnswer(body: unknown): boolean {
  const answer = body as Partial<PushAnswer> | undefined;
  return (
    typeof answer?.epoch === 'string' &&
    typeof answer.server_time === 'string' &&
    Array.isArray(answer.results)
  );
}
