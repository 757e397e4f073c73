import { describe, expect, it } from 'vitest';
import { COLUMNS, sheetsOf } from '../../src/desk/cards/sheets';
import type { TraderCard } from '../../src/desk/types';

const cards = (count: number): TraderCard[] =>
  Array.from({ length: count }, (_, n) => ({
    trader_id: String(n),
    badge: `K-${n}`,
    known_as: '',
    section: null,
    path: '',
    modules: 21,
  }));

describe('sheets of cards', () => {
  it('are none where nobody has a badge', () => {
    expect(sheetsOf([])).toEqual([]);
  });

  it('hold ten cards each, the last one what is left', () => {
    const sheets = sheetsOf(cards(23));
    expect(sheets.map(({ fronts }) => fronts.filter(Boolean).length)).toEqual([10, 10, 3]);
  });

  it('CD3: have each back behind its front once the paper is turned over its long edge', () => {
    for (const { fronts, backs } of sheetsOf(cards(13))) {
      for (let row = 0; row < fronts.length; row += COLUMNS) {
        const turned = backs.slice(row, row + COLUMNS).reverse();
        expect(turned).toEqual(fronts.slice(row, row + COLUMNS));
      }
    }
  });
});
