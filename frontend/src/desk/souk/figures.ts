import type { Cell, Presence } from '../types';

/** Below this share of known places a rate says little, and is flagged. */
export const LOW_COVERAGE_PERMILLE = 850;

export const lowCoverage = ({ coverage_permille }: Cell) =>
  coverage_permille !== null && coverage_permille < LOW_COVERAGE_PERMILLE;

export const tradersIn = ({ traders }: Cell) =>
  traders.present + traders.absent + traders.not_recorded;

/** The cells of one day, the largest section first, with their sum. */
export function dayOf(
  presence: Presence,
  date: string,
): { cells: readonly Cell[]; total: Cell | null } {
  const cells = presence.cells.filter((cell) => cell.date === date);
  return {
    cells: [...cells].sort((one, other) => tradersIn(other) - tradersIn(one)),
    total: presence.totals.find((cell) => cell.date === date) ?? null,
  };
}

/** The cells of one section, or of the whole souk, one for each of `days`; `null` where there is none. */
export function weeksOf(presence: Presence, section: string | null): (Cell | null)[] {
  const cells = section === null ? presence.totals : presence.cells;
  return presence.days.map(
    ({ date }) => cells.find((cell) => cell.date === date && cell.section === section) ?? null,
  );
}

/** Marks of an axis from 0 to at least `greatest`: round numbers, four to six of them. */
export function axisOf(greatest: number): readonly number[] {
  const steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000];
  const step = steps.find((each) => greatest / each <= 5) ?? 10_000;
  const count = Math.max(Math.ceil(greatest / step), 1);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
