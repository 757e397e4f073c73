import type { Body } from '../../entries/types';

/** What a place is made of. */
export const PITCHES = ['shop', 'roofed', 'tent', 'table', 'ground', 'vehicle'] as const;
export type Pitch = (typeof PITCHES)[number];

/** Of an entry of kind `place`. */
export interface PlaceBody extends Body {
  readonly stall_id: string;
  readonly rahba: string;
  readonly lane: number;
  readonly number: number;
  readonly pitch: Pitch;
}
