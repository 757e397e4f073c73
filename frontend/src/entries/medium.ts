import type { EntryRecord } from './record';
import type { Body } from './types';

/** The photo that an entry names: its digest travels with the entry, its bytes after it (ME1). Pure. */

export interface Photo {
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

/** What became of its bytes: not sent yet, at the server, or not taken there. */
export type PhotoState = 'waiting' | 'sent' | 'refused';

export interface Medium extends Photo {
  readonly state: PhotoState;
}

export function photoOf(body: Body | undefined): Photo | undefined {
  const photo = body?.photo as Partial<Photo> | null | undefined;
  return typeof photo?.sha256 === 'string' ? (photo as Photo) : undefined;
}

/** After a change with `body`; without one it was taken back, and the photo with it. */
export function mediumAfter(
  before: EntryRecord | undefined,
  body: Body | null,
): Medium | undefined {
  const photo = photoOf(body ?? before?.body);
  if (!photo) return undefined;
  // What came with the entry from elsewhere has no bytes here that could be sent.
  if (photo.sha256 === photoOf(before?.body)?.sha256) return before?.medium;
  return { ...photo, state: 'waiting' };
}

/** The record with `medium` in place of the one it had. */
export function withMedium(entry: EntryRecord, medium: Medium | undefined): EntryRecord {
  const { medium: _before, ...rest } = entry;
  return medium ? { ...rest, medium } : rest;
}

const GONE = 'medium_erased';

/** What the server erased is erased here too (ME8). */
export function withoutErased(entry: EntryRecord, flags: readonly string[]): EntryRecord {
  return flags.includes(GONE) ? withMedium(entry, undefined) : entry;
}
