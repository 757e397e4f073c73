import { survivor } from '../../roster/aliases';
import { type Candidate, findDuplicates, type Known, toKnown } from '../../roster/duplicates';
import { normalisePhone, phoneTag } from '../../roster/phoneTag';
import type { Draft } from '../../store';
import { roster } from '../../store';
import { circumstancesOf } from './circumstances';
import type { Registration } from './registration';

/** Who of the roster this may be; those of whom one already said no are left out. Works offline. */
export async function likelySame(draft: Draft<Registration>): Promise<readonly Candidate[]> {
  const { traders, aliases, market } = roster.value;
  const { body } = draft;
  const phone = body.phone ? normalisePhone(body.phone) : null;
  const newcomer: Known = {
    trader_id: body.trader_id,
    names: [body.known_as],
    section: circumstancesOf(draft).rahba,
    trade: body.trade ?? '',
    stall_ids: body.stall_id ? [body.stall_id] : [],
    badge: body.badge,
    phone_tag: phone && market ? await phoneTag(market.phone_tag_key, phone) : null,
  };
  const known = [...traders.values()].filter(({ id }) => survivor(id, aliases) === id);
  return findDuplicates(newcomer, known.map(toKnown)).filter(
    ({ trader_id }) => !body.not_duplicate_of.includes(trader_id),
  );
}
