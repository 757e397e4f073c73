import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { World } from '../app/world';
import { STORE_CHANNEL } from '../constants';
import { viewOf } from '../entries/record';
import type { LocalEntry } from '../entries/types';
import { sealingCodec } from './codec';
import { StoreError } from './errors';
import { changeFact, type Identity, readFact, readIdentities, storeIdOf, writeFact } from './facts';
import { isClosed, keysMade, keysOf, noteWhole, type StoreKeys } from './keys';
import { PersonStore, type Told } from './person-store';
import { withPlaces } from './places';
import { withNewcomers } from './roster';
import type { BadgeRange, Roster } from './roster-types';
import {
  closings,
  dayCodes,
  drafts,
  EMPTY_ROSTER,
  entries,
  hasPin,
  me,
  phone,
  photoNetwork,
  pinGone,
  practising,
  readyWord,
  screenHidden,
  storageFull,
  storesHere,
  syncStatus,
  teamPhones,
} from './signals';
import { leaveTrace, traceLeft } from './trace';

/** The store that the screens see: whose it is, and its contents as signals. */

/** Said to other windows in the place of a store's id. */
const CLOSED = 'closed';

let store: PersonStore | null = null;
let channel: BroadcastChannel | null = null;
const carried = signal<Roster>(EMPTY_ROSTER);
/** A signal of its own, so that a tap on the walk does not lay out the roster again. */
const registrations = signal<readonly LocalEntry[]>([]);
const consents = signal<readonly LocalEntry[]>([]);
const placesAdded = signal<readonly LocalEntry[]>([]);

export const roster: ReadonlySignal<Roster> = computed(() =>
  withPlaces(withNewcomers(carried.value, registrations.value, consents.value), placesAdded.value),
);

/** @throws StoreError `not_joined`, or `store_closed` when the browser took the database away */
export function theStore(): PersonStore {
  if (!store) throw new StoreError('not_joined');
  if (store.closed) throw new StoreError('store_closed');
  return store;
}

/** Of a store that is open in this tab. */
export function openedKey(store_id: string): CryptoKey | undefined {
  const open = store && storeIdOf(store.identity) === store_id ? store : null;
  return open?.key ?? undefined;
}

/** At start: opens the store that was open last, unless a PIN closes it, and sets `phone`. */
export async function openStore(world: World): Promise<void> {
  phone.value = whatIsMissing() ?? 'opening';
  if (phone.value !== 'opening') return;
  try {
    const practice = await readFact('practice');
    if (practice) return await openFor(world, practice);
    const current = await readFact('current');
    const identity = current && (await readFact(`person:${storeIdOf(current)}`));
    if (!identity) phone.value = traceLeft() ? 'erased' : 'not_joined';
    else if (isClosed(await keysOf(storeIdOf(identity)))) phone.value = 'locked';
    else await openFor(world, identity);
  } catch {
    phone.value = 'broken';
  }
}

/** Everything must be there that a save or a sync needs: half of it would lose work later. */
function whatIsMissing(): 'insecure' | 'unsupported' | null {
  if (globalThis.isSecureContext === false || !globalThis.crypto?.subtle) return 'insecure';
  const there = [globalThis.indexedDB, globalThis.DecompressionStream, globalThis.AbortController];
  return there.every(Boolean) ? null : 'unsupported';
}

/**
 * @param key behind a PIN, what the PIN or the code gave
 * @throws StoreError `locked` without it
 */
export async function openFor(world: World, identity: Identity, key?: CryptoKey): Promise<void> {
  closeStore();
  const store_id = storeIdOf(identity);
  const keys = await keysMade(store_id);
  const opens = key ?? keys.bare;
  if (!opens) throw new StoreError('locked');
  const lost = () => {
    phone.value = 'broken';
  };
  const opened = await PersonStore.open(world, identity, tell, lost, sealingCodec(opens));
  await takeOver(opened, keys);
  await changeFact(`arrived:${store_id}`, () => undefined);
  hasPin.value = keys.pin !== undefined;
  pinGone.value = isClosed(keys) && !keys.pin;
  practising.value = identity.practice === true;
  await countStores();
  channel = globalThis.BroadcastChannel ? new BroadcastChannel(STORE_CHANNEL) : null;
  channel?.addEventListener('message', ({ data }) => {
    if (data === store_id) void store?.refresh();
    if (data === CLOSED) lockHere();
  });
  store = opened;
  showAll(opened);
}

/**
 * What the release before left open is sealed, and the token goes into the store (VA1). A phone without
 * room for that goes on as it is, and tries again at its next start.
 */
async function takeOver(open: PersonStore, keys: StoreKeys): Promise<void> {
  const { device_token, ...identity } = open.identity;
  try {
    if (!keys.whole) {
      await open.reseal();
      await noteWhole(storeIdOf(identity));
    }
    if (device_token === undefined) return;
    await open.change(async () => [{ meta: { device_token } }, undefined] as const);
    open.identity = identity;
    await keepIdentity(identity);
  } catch (error) {
    if (open.closed) throw error;
  }
}

/** As the one whose store is open: it is opened at the next start. */
export async function keepIdentity(identity: Identity): Promise<void> {
  await writeFact(`person:${storeIdOf(identity)}`, identity);
  await writeFact('current', identity);
  await countStores();
}

async function countStores(): Promise<void> {
  // Nothing of anybody shows in practice: it asks for nobody's PIN.
  storesHere.value = practising.value ? 0 : (await readIdentities()).length;
}

/** Other windows let go with this one: the phone is about to be somebody else's. */
export function closeEverywhere(): void {
  channel?.postMessage(CLOSED);
  closeStore();
}

function lockHere(): void {
  closeStore();
  phone.value = 'locked';
}

/** Nothing is lost by it: what is unsent stays in its store (PH8). */
export function closeStore(): void {
  channel?.close();
  store?.close();
  store = null;
}

function showAll(open: PersonStore): void {
  batch(() => {
    // What was shown is another person's, perhaps (F12).
    entries.value = new Map();
    registrations.value = [];
    consents.value = [];
    placesAdded.value = [];
    screenHidden.value = false;
    showOutbox(open);
    show(open, { entries: new Set(open.held.keys()), drafts: true, roster: true, meta: true });
    phone.value = stateOf(open);
  });
}

function stateOf(open: PersonStore): 'revoked' | 'ready' | 'filling' {
  if (open.revoked) return 'revoked';
  return open.roster.market ? 'ready' : 'filling';
}

/** Called at each durable change; other tabs of the same person read it from the database. */
function tell(told: Told): void {
  if (!store) return;
  const open = store;
  batch(() => show(open, told));
  if (told.durable) channel?.postMessage(storeIdOf(open.identity));
}

function show(open: PersonStore, told: Omit<Told, 'durable'>): void {
  if (told.entries.size > 0) showEntries(open, told.entries);
  if (told.drafts) drafts.value = new Map(open.drafts);
  if (told.meta) showMeta(open);
  if (told.roster) carried.value = open.roster;
  if (phone.value !== 'broken') phone.value = stateOf(open);
}

function showEntries(open: PersonStore, ids: ReadonlySet<string>): void {
  const next = new Map(entries.value);
  const kinds = new Set<string | undefined>();
  for (const id of ids) {
    const kept = open.held.get(id);
    kinds.add(kept?.entry.kind ?? next.get(id)?.kind);
    if (kept) next.set(id, viewOf(kept, open.inFlight));
    else next.delete(id);
  }
  entries.value = next;
  const ofKind = (one: string) => [...next.values()].filter(({ kind }) => kind === one);
  if (kinds.has('trader')) registrations.value = ofKind('trader');
  if (kinds.has('consent')) consents.value = ofKind('consent');
  if (kinds.has('place')) placesAdded.value = ofKind('place');
  showOutbox(open);
}

function showOutbox(open: PersonStore): void {
  const live = open.live();
  const pending = live.filter((op) => op.status === 'pending').length;
  if (!open.identity.practice) leaveTrace(pending);
  syncStatus.value = {
    ...syncStatus.value,
    pending,
    refused: live.filter((op) => op.status === 'refused').length,
    photos: open.photosWaiting().length,
  };
}

function showMeta(open: PersonStore): void {
  const { identity, meta } = open;
  me.value = {
    person: identity.person,
    market_id: identity.market_id,
    device_id: identity.device_id,
    zones: meta.zones,
    badge_ranges: badgeRanges(open),
    unlinked: identity.newcomer !== undefined,
  };
  teamPhones.value = meta.team_phones;
  closings.value = meta.closings;
  dayCodes.value = meta.day_codes;
  photoNetwork.value = meta.photos;
  readyWord.value = meta.ready?.word ?? null;
  syncStatus.value = { ...syncStatus.value, last_ok_at: meta.last_ok_at };
}

/** Those the server lent last; before the first pull, the one that came with joining. */
function badgeRanges({ identity, meta, roster: { market } }: PersonStore): readonly BadgeRange[] {
  const prefix = identity.badge_range?.prefix ?? market?.badge_prefix ?? '';
  if (meta.badge_ranges.length > 0) return meta.badge_ranges.map((lent) => ({ prefix, ...lent }));
  return identity.badge_range ? [identity.badge_range] : [];
}

/** Runs a write; a full device stops capture, visibly, and says that nothing was lost (F9). */
export async function written<T>(write: (open: PersonStore) => Promise<T>): Promise<T> {
  try {
    const answer = await write(theStore());
    storageFull.value = false;
    return answer;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'storage_full') storageFull.value = true;
    throw error;
  }
}
