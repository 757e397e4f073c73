import type { TraderCard } from '../types';

/** Ten cards of 85 × 54 mm on an A4, in two columns of five. */
export const COLUMNS = 2;
const A_SHEET = 10;

export type Slots = readonly (TraderCard | null)[];

/** The two sides of one sheet, slot by slot from the paper's left to right and from its top. */
export interface CardSheet {
  readonly fronts: Slots;
  /** Mirrored by columns: turned over its long edge, each back lies behind its front (CD3). */
  readonly backs: Slots;
}

export function sheetsOf(cards: readonly TraderCard[]): CardSheet[] {
  const sheets: CardSheet[] = [];
  for (let start = 0; start < cards.length; start += A_SHEET) {
    const fronts = Array.from({ length: A_SHEET }, (_, slot) => cards[start + slot] ?? null);
    sheets.push({ fronts, backs: mirrored(fronts) });
  }
  return sheets;
}

function mirrored(slots: Slots): Slots {
  return slots.map((_, slot) => {
    const column = slot % COLUMNS;
    return slots[slot - column + (COLUMNS - 1 - column)] ?? null;
  });
}
