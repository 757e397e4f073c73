import { localDate } from '../../capture/day';
import { PRACTICE_STORE } from '../../constants';
import { roster } from '../../store';
import { sealingCodec } from '../../store/codec';
import { type Identity, writeFact } from '../../store/facts';
import { keysMade } from '../../store/keys';
import { closeEverywhere } from '../../store/open';
import { PersonStore } from '../../store/person-store';
import { realWorld, type World } from '../world';
import { forgetPractice, startAnew } from './leave';
import { practiceSouk } from './souk';

export async function begin(): Promise<void> {
  await makePractice(realWorld);
  closeEverywhere();
  startAnew();
}

/** Made whole first; then it is what the phone opens at each start (PT3). */
export async function makePractice(world: World): Promise<void> {
  const today = localDate(new Date(world.now()));
  const { catalog, meta } = practiceSouk(roster.value, today, world.newId);
  await forgetPractice();
  const identity = nobody(world);
  const { bare } = await keysMade(PRACTICE_STORE);
  if (!bare) throw new TypeError('a new store has no PIN');
  const none = () => undefined;
  const store = await PersonStore.open(world, identity, none, none, sealingCodec(bare));
  await store.change(async () => [{ swapCatalog: true, catalog, meta }, undefined] as const);
  store.close();
  await writeFact('practice', identity);
}

/** No token, and ids that no server knows. */
function nobody(world: World): Identity {
  return {
    person: { id: world.newId(), name_ar: 'متدرب(ة)', name_latin: 'Stagiaire', sex: null },
    market_id: world.newId(),
    device_id: world.newId(),
    store_id: PRACTICE_STORE,
    practice: true,
    badge_range: null,
  };
}
