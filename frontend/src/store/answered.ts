import type { OpRecord } from '../entries/record';

/**
 * Ids of the ops that the server has taken, or refused and nobody has settled, by souk date: read once,
 * then kept in step. Those of an earlier life of this phone as another device are counted there.
 */
export class Answered {
  readonly #device_id: string;
  readonly #byDay = new Map<string, Set<string>>();

  constructor(device_id: string, ops: readonly Omit<OpRecord, 'seq'>[]) {
    this.#device_id = device_id;
    for (const op of ops) this.take(op);
  }

  take(op: Omit<OpRecord, 'seq'>): void {
    const day = this.#byDay.get(op.souk_date) ?? new Set();
    if (this.#counts(op)) day.add(op.op_id);
    else day.delete(op.op_id);
    this.#byDay.set(op.souk_date, day);
  }

  #counts({ answered, todo, status, device_id }: Omit<OpRecord, 'seq'>): boolean {
    const mine = device_id === undefined || device_id === this.#device_id;
    return mine && answered && !todo && (status === 'applied' || status === 'refused');
  }

  /** The newest days, at most so many, the ids of each in order. */
  lastDays(count: number): ReadonlyMap<string, readonly string[]> {
    const days = [...this.#byDay].filter(([, ids]) => ids.size > 0);
    const newest = days.sort(([one], [other]) => (one < other ? 1 : -1)).slice(0, count);
    return new Map(newest.map(([day, ids]) => [day, [...ids].sort()]));
  }
}
