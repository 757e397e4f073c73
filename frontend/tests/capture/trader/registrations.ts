import type { Registration } from '../../../src/capture/trader/registration';

/** Somebody who agreed to being registered and to leaving a number, seen at a place. */
export const REGISTRATION: Registration = {
  trader_id: 'new',
  consent_ids: { registration: 'c1', survey: 'c2', phone: 'c3' },
  consents: { registration: 'given', survey: 'refused', phone: 'given' },
  mode: 'spoken',
  known_as: ' بّا صالح ',
  section: 'grains',
  trade: 'GRN03',
  badge: 'K-0457-3',
  phone: '+212612345678',
  stall_id: 'stall-49',
  not_duplicate_of: [],
  mark_id: 'm1',
  seen: { stall_id: 'stall-49' },
};
