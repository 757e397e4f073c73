import { t } from '../../i18n';
import { CHANGING } from '../draft';
import type { Field, Kind } from '../kind';
import { placeName, sectionName, stallOf, tradeName, traderOf } from '../named';
import { words as shared } from '../words';
import { TraderMend } from './Form';
import { words } from './words';

/** Registrations of traders and changes of them. */
export const trader: Kind = {
  code: 'trader',
  icon: 'person',
  title: ({ body }) => (body.action === 'change' ? t(words).title_change : t(words).title),
  begun: ({ step }) => (step === CHANGING ? t(words).title_change : t(words).title),
  about: ({ body, subject }) =>
    textOf(body.known_as) ?? traderOf(subject.trader_id)?.known_as ?? '',
  fields: ({ body }) => {
    const say = t(words);
    const stall = stallOf(textOf(body.stall_id));
    const field = (path: string, name: string, value: string | null): Field[] =>
      value ? [{ path, name, value }] : [];
    const trade = textOf(body.trade);
    const rahba = textOf(body.rahba);
    return [
      ...field('known_as', say.known_as, textOf(body.known_as)),
      ...field('trade', say.trade, trade && tradeName(trade)),
      ...field('rahba', say.section_of, rahba && sectionName(rahba)),
      ...field('stall_id', say.places, stall ? placeName(stall) : t(shared).itinerant),
      ...field('badge', say.badge, textOf(body.badge)),
      ...field('phone', say.phone, textOf(body.phone)),
      ...(body.photo ? field('photo', say.photo, say.photo_one) : []),
    ];
  },
  Mend: TraderMend,
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
