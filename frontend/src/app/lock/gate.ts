import { computed, signal } from '@preact/signals';
import { day } from '../../capture/now';
import { LOCK_AFTER_MS } from '../../constants';
import { hasPin, phone, pinGone, screenHidden, storesHere } from '../../store';
import { closeEverywhere } from '../../store/open';

/** When a PIN stands between a person and the app. The screens for it come with their first use. */

/** The store was opened by its unlock code: a new PIN first. */
export const pinForgotten = signal(false);

/** There was a PIN, and it opens nothing any more. */
export const pinSpent = computed(() => pinForgotten.value || pinGone.value);

/** Nobody goes on without a PIN on a phone of several, nor after a forgotten one (VA10). */
export const pinDue = computed(() => pinSpent.value || (storesHere.value > 1 && !hasPin.value));

/** Closes this person's store. Starting anew, nothing of theirs is left in memory (F12). */
export function changePerson(path = '#/'): void {
  closeEverywhere();
  location.hash = path;
  location.reload();
}

/** `#/join/GH4K-7PQM`, from the QR code of an invitation; empty from a button, null elsewhere. */
export function codeInLink(): string | null {
  const found = /^#\/join(?:\/(.*))?$/.exec(location.hash);
  return found ? (found[1] ?? '') : null;
}

/** ms between two looks at the time; a phone that slept looks when it is shown again. */
const LOOK_EVERY_MS = 15_000;

/** Hides the screen after a while without a touch, on souk days; sending goes on (VA9). */
export function watchTouches(now: () => number): void {
  let touched = now();
  const touch = () => {
    touched = now();
  };
  const look = () => {
    const due = hasPin.value && phone.value === 'ready' && day.value.is !== 'none';
    if (due && now() - touched >= LOCK_AFTER_MS) screenHidden.value = true;
  };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, touch, true);
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
}
