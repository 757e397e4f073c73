import type {
  CarriedCode,
  Collected,
  ReadyWord,
  RecoveryKey,
  SnapshotHead,
  TeamPhone,
} from '../api/types';
import type { Zone } from './roster-types';
import type { PhotoNetwork } from './signals';

/** What a store knows besides entries and catalog; each name is a row of its own. */

export interface StoreMeta {
  /** The server database's life that this phone last spoke with. */
  readonly epoch: string | null;
  /** Where the next pull goes on; null: take a snapshot first. */
  readonly cursor: string | null;
  /** The snapshot whose slices are being fetched. */
  readonly fetching: SnapshotHead | null;
  readonly zones: readonly Zone[];
  readonly badge_ranges: readonly { prefix?: string; starts: number; ends: number }[];
  readonly last_ok_at: string | null;
  /** On which network photos go; null until somebody chose. */
  readonly photos: PhotoNetwork | null;
  /** The device that the coach signed out; joined again, this phone is another one (RV2). */
  readonly revoked_device: string | null;
  /** Opens this person's sync and nothing else. */
  readonly device_token: string | null;
  /** The server's, as it last said. */
  readonly recovery_key: RecoveryKey | null;
  /** The code that opens this store without its PIN; `salt` says which wrap it opens. */
  readonly unlock: { readonly code: string; readonly salt: string } | null;
  /** Under which device and recovery key the server has this store's key and code. */
  readonly escrowed: string | null;
  /** What the last look at this phone came to, and whether the server was told (RE3). */
  readonly ready: { readonly word: ReadyWord; readonly told: boolean } | null;
  /** On a coach's phone: those whose closings it knows, and the closings it collected. */
  readonly team_phones: readonly TeamPhone[];
  readonly closings: readonly Collected[];
  /** Of the coming souk days, by which somebody new begins here without a network. */
  readonly day_codes: readonly CarriedCode[];
}

export const NO_META: StoreMeta = {
  epoch: null,
  cursor: null,
  fetching: null,
  zones: [],
  badge_ranges: [],
  last_ok_at: null,
  photos: null,
  revoked_device: null,
  device_token: null,
  recovery_key: null,
  unlock: null,
  escrowed: null,
  ready: null,
  team_phones: [],
  closings: [],
  day_codes: [],
};
