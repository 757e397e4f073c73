import type { CarriedCode } from '../../api/types';
import { digestOf } from '../../entries/op';
import { sealingCodec } from '../../store/codec';
import { bitsOf, proofWith } from '../../store/day-code';
import { changeFact, type Identity, readFact, storeIdOf, writeFact } from '../../store/facts';
import { countTry, keysMade, noteWhole, waitLeft, wrapForRecovery } from '../../store/keys';
import { theStore } from '../../store/open';
import { PersonStore } from '../../store/person-store';
import { packed, random } from '../../store/vault';
import type { World } from '../world';
import { deviceOf } from './join';

/**
 * "Add a person on this phone" without a network: the coach's day code, and a store of their own beside
 * the open one, with the list of the souk that this one carries (DC3). The server hears of it later.
 */

export type Added =
  | { readonly kind: 'added' }
  | { readonly kind: 'wrong' }
  /** After too many wrong ones; nothing was tried. */
  | { readonly kind: 'wait'; readonly ms: number };

const TOKEN_BYTES = 32;

/** @param code digits · @param carried of the day whose code counts */
export async function addNewcomer(
  world: World,
  name: string,
  code: string,
  carried: CarriedCode,
): Promise<Added> {
  const tries = (await readFact('day_code_tries')) ?? { wrong: 0, wait_until: 0 };
  const ms = waitLeft(tries, world.now());
  if (ms > 0) return { kind: 'wait', ms };
  // Counted before it is made, as with a PIN (VA3).
  await changeFact('day_code_tries', (before = tries) => countTry(before, world.now()));
  const bits = await bitsOf(carried, code);
  if (!bits) return { kind: 'wrong' };
  await changeFact('day_code_tries', () => undefined);
  await begin(world, name.trim(), carried.souk_date, bits);
  return { kind: 'added' };
}

/** What waits after a wrong code, also after a restart. */
export async function codeWait(now: number): Promise<number> {
  const tries = await readFact('day_code_tries');
  return tries ? waitLeft(tries, now) : 0;
}

/** Made whole first; then it is the store that the phone opens. */
async function begin(
  world: World,
  name: string,
  souk_date: string,
  bits: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const host = theStore();
  const [token, push_token] = [newToken(), newToken()];
  const ids = {
    market_id: host.identity.market_id,
    device_id: world.newId(),
    person_id: world.newId(),
  };
  const said = [ids.market_id, ids.device_id, ids.person_id, souk_date, name];
  const identity: Identity = {
    person: { id: ids.person_id, name_ar: name, name_latin: name, sex: null },
    market_id: ids.market_id,
    device_id: ids.device_id,
    push_token,
    badge_range: null,
    newcomer: {
      ...{ name, souk_date, proof: await proofWith(bits, said) },
      token_hash: await digestOf(token),
      push_token_hash: await digestOf(push_token),
      host_device_id: host.identity.device_id,
      device: await deviceOf(),
    },
  };
  await fill(world, host, identity, token);
  await writeFact(`person:${storeIdOf(identity)}`, identity);
  await writeFact('current', identity);
}

/** The list is handed over in memory, and sealed under the new store's own key. */
async function fill(
  world: World,
  host: PersonStore,
  identity: Identity,
  device_token: string,
): Promise<void> {
  const store_id = storeIdOf(identity);
  const { bare } = await keysMade(store_id);
  if (!bare) throw new TypeError('a new store has no PIN');
  const none = () => undefined;
  const store = await PersonStore.open(world, identity, none, none, sealingCodec(bare));
  const catalog = await host.catalog();
  const { epoch, recovery_key } = host.meta;
  const meta = { epoch, recovery_key, device_token };
  await store.change(async () => [{ swapCatalog: true, catalog, meta }, undefined] as const);
  // So that it can send behind its PIN before it was ever open with a network (RS4).
  await wrapForRecovery(store);
  await noteWhole(store_id);
  store.close();
}

function newToken(): string {
  return packed(random(TOKEN_BYTES));
}
