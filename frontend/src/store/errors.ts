/**
 * Why a save failed. What was saved before is safe in every case.
 * storage_full: no room, capture stops · store_closed: the browser closed the database, or another
 * tab opened a newer one · not_joined: no person yet · locked: behind a PIN · cancelled: the entry was taken back, so a
 * new one must be made.
 */
export type StoreErrorCode =
  | 'storage_full'
  | 'store_closed'
  | 'not_joined'
  | 'locked'
  | 'unknown_entry'
  | 'cancelled';

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** The browser's own error, for a report. */
  readonly browserError: unknown;
  constructor(code: StoreErrorCode, browserError?: unknown) {
    super(code);
    this.name = 'StoreError';
    this.code = code;
    this.browserError = browserError;
  }
}
