/** Limits, waits and names of the phone, with their units. Rules in brackets: docs/SPEC.md. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

export const APP_VERSION = '0.1.0';
export const PROTOCOL = 1;
export const API = '/api/v1';
/** Version of the bodies that this app writes; older ones stay as they were frozen. */
export const SCHEMA_VERSION = 1;

/** Sent ops stay for pushing into a new epoch (PH5). */
export const KEEP_SENT_MS = 60 * DAY_MS;

/** Souk days of which phone and server compare what was sent (CU2). */
export const CUSTODY_DAYS = 3;
/** A word on custody costs a request: so often while marks come in, and a list of ids so often. */
export const CUSTODY_EVERY_MS = 10 * MINUTE_MS;
export const CUSTODY_LIST_EVERY_MS = 60 * MINUTE_MS;

/** By how much clocks may differ between a closing and the coach's phone; an older one is stale. */
export const CLOSING_STALE_MS = 30 * MINUTE_MS;
export const CLOSINGS_A_REQUEST = 100;

/** The server's limit is 1 MiB inflated (PU12); the rest is for the envelope. */
export const BATCH_OPS = 100;
export const BATCH_BYTES = 1_000_000;

/** In one request of a rescue file: 60,000 bytes each, sealed and packed (RS7). */
export const PHOTOS_A_REQUEST = 12;
/** In one file that is shared, some 8 MB; the newest stay for the next. */
export const PHOTOS_A_FILE = 96;
/** A carried file whose photos wait for a coach is not sent at every exchange. */
export const CARRIED_AGAIN_MS = 6 * 60 * MINUTE_MS;

/** Full jitter: rand(0, min(cap, base · 2ⁿ)) (PH11). */
export const BACKOFF_BASE_MS = 2 * SECOND_MS;
export const BACKOFF_CAP_MS = 5 * MINUTE_MS;
/** Timers overflow after 24.8 days, and a server that errs must not silence a phone. */
export const RETRY_AFTER_CAP_MS = DAY_MS;
/** The timer that runs only while changes wait, and what it backs off to. */
export const PENDING_TIMER_MS = MINUTE_MS;
export const PENDING_TIMER_CAP_MS = 15 * MINUTE_MS;

/** No byte for so long is a stall. A slow answer that moves is not. */
export const STALL_MS = 30 * SECOND_MS;
/** `fetch` tells nothing of an upload's progress, so each started 2 KB earns a second more. */
export const UPLOAD_BYTES_PER_SECOND = 2000;

export const SNAPSHOT_SLICE_BYTES = 32_768;
export const PULL_LIMIT = 500;
/** How often in one exchange a refused cursor may ask for the snapshot again. */
export const SNAPSHOT_TRIES = 2;

export const STORE_PREFIX = 'rahba-person-';
/** Of practice, whose store no syncer ever opens (PT1). */
export const PRACTICE_PREFIX = 'rahba-practice-';
export const PRACTICE_STORE = 'practice';
export const META_STORE = 'rahba';
export const STORE_VERSION = 3;

/** What a PIN or an unlock code is stretched by, PBKDF2-SHA-256 (VA2). */
export const KDF_ROUNDS = 600_000;
export const UNLOCK_CODE_LENGTH = 10;
export const PIN_LENGTH = { least: 4, most: 6 } as const;
/** Wrong PINs before the first wait, which doubles from then on (VA3). */
export const FREE_TRIES = 5;
export const FIRST_WAIT_MS = 30 * SECOND_MS;
export const LONGEST_WAIT_MS = 60 * MINUTE_MS;
/** On a souk day, without a touch (VA9). */
export const LOCK_AFTER_MS = 15 * MINUTE_MS;
export const SYNC_LOCK = 'rahba-sync';
export const BUSY_LOCK = 'rahba-busy';
export const STORE_CHANNEL = 'rahba-store';
export const BACKGROUND_SYNC_TAG = 'rahba-outbox';

/** Each look for a new version of the app costs a request. */
export const UPDATE_CHECK_MS = 60 * MINUTE_MS;

/** What window and worker say to each other, and where the window leaves the souk's hours. */
export const TAKE_OVER = 'rahba-take-over';
/** Asked over a port: whether each file of this version is there, or to fetch what is not. */
export const IS_WHOLE = 'rahba-is-whole';
export const MAKE_WHOLE = 'rahba-make-whole';
export const QUIET_CACHE = 'rahba-hours';
export const QUIET_URL = '/souk-hours';
