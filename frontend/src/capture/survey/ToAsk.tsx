import { computed } from '@preact/signals';
import { EVERYONE } from '../../forms/asking';
import { t } from '../../i18n';
import { entries, roster, type Trader } from '../../store';
import type { Form } from '../../store/roster-types';
import { Icon } from '../../ui';
import { day } from '../now';
import { isListed } from '../presence/listed';
import { askerOf } from './asking';
import { offeredForms } from './offered';
import { words } from './standing-words';

/** Only forms of which somebody said who is asked: of the others nobody bears a mark. */
const askers = computed(() => {
  const forms = offeredForms.value.flatMap((form) => {
    const { asking } = form;
    return asking && asking.rule !== 'everyone'
      ? [{ form, asking: { ...EVERYONE, ...asking } }]
      : [];
  });
  // Read anew after each tap of a walk: a souk where nobody is singled out pays nothing for it.
  if (forms.length === 0) return [];
  const { traders, aliases } = roster.value;
  const known = {
    traders: [...traders.values()],
    aliases,
    entries: [...entries.value.values()],
    today: day.value.date,
  };
  return forms.map(({ form, asking }) => ({
    form_id: form.form_id,
    ask: askerOf(form, asking, known),
  }));
});

/** Whether this trader is still to be asked a form, or the one given. */
export function isToAsk(trader: Trader, form?: Pick<Form, 'form_id'>): boolean {
  if (isListed(trader)) return false;
  return askers.value.some(
    ({ form_id, ask }) => (!form || form.form_id === form_id) && ask(trader) === 'ask',
  );
}

/** On the walk, in a list, at a trader. It asks nothing and stops nobody. */
export function ToAskSign({ trader, form }: { trader: Trader; form?: Form }) {
  if (!isToAsk(trader, form)) return null;
  return (
    <span class="st mark">
      <Icon name="form" size={20} />
      <span>{t(words).to_ask}</span>
    </span>
  );
}
