import {
  BACKOFF_BASE_MS,
  BACKOFF_CAP_MS,
  PENDING_TIMER_CAP_MS,
  PENDING_TIMER_MS,
  RETRY_AFTER_CAP_MS,
} from '../constants';

/**
 * How long to wait after `failures` exchanges that failed in a row, in ms: all of it random, so that
 * twenty phones under one mast don't come back together (PH11).
 * @param random 0 ≤ random < 1
 * @param retryAfterS what the server asked for, in seconds; of more than a day, a day is waited
 */
export function backoffMs(failures: number, random: number, retryAfterS?: number): number {
  if (retryAfterS !== undefined) {
    return Math.min(RETRY_AFTER_CAP_MS, retryAfterS * 1000) + random * BACKOFF_BASE_MS;
  }
  return random * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** failures);
}

/** The timer while changes wait though nothing failed: 60 s, doubling up to 15 min. */
export function pendingTimerMs(rounds: number): number {
  return Math.min(PENDING_TIMER_CAP_MS, PENDING_TIMER_MS * 2 ** rounds);
}
