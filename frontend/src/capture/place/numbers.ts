/**
 * The number of a place that a first walk adds: its lane, and a counter of this phone's own. Pure. The
 * server has the same, and the reasons, in `backend/rahba/catalog/place_numbers.py`;
 * `tests/vectors/place_numbers.json` holds both to it.
 */

const LANE = 1000;
const COUNTERS = 50;
const RUNS = LANE / COUNTERS;

/** The first of the fifty counters that come with the badge numbers from `badgesStart` on. */
export function firstCounter(badgesStart: number): number {
  return (Math.floor((badgesStart - 1) / COUNTERS) % RUNS) * COUNTERS + 1;
}

/**
 * The next number that this phone gives in a lane.
 * @param badgeStarts where the runs of badge numbers begin that were lent to this phone
 * @param used numbers of the section that are known here, of places that ended too
 */
export function nextNumber(
  lane: number,
  badgeStarts: readonly number[],
  used: ReadonlySet<number>,
): number {
  for (const badges of badgeStarts) {
    const first = lane * LANE + firstCounter(badges);
    for (let number = first; number < first + COUNTERS; number++) {
      if (!used.has(number)) return number;
    }
  }
  // All are spent: behind the last that is known; if another phone gave it, the server gives the next.
  const own = [...used].filter((number) => Math.floor(number / LANE) === lane);
  return Math.max(lane * LANE, ...own) + 1;
}
