import { useState } from 'preact/hooks';
import { goBack, type ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import { type Body, type Draft, drafts, newId, saveEntry, type Trader } from '../../store';
import { Empty, Screen, TopBar } from '../../ui';
import { CHANGING } from '../draft';
import { traderOf } from '../named';
import { day } from '../now';
import { saving } from '../saving';
import { words as shared } from '../words';
import { TraderFields } from './Form';
import { words } from './words';

/** A change of a known trader: an entry of its own, not a rewriting of their registration. */
export function TraderChange({ params }: ScreenProps) {
  const say = t(words);
  const [begun] = useState(() => changeOf(params.id));
  const [draft_id] = useState(() => begun?.draft_id ?? newId());
  const trader = traderOf(params.id);
  const leave = () => goBack(`/trader/${params.id}`);
  if (!trader) {
    return (
      <Screen top={<TopBar title={say.title_change} back={leave} />}>
        <Empty>{say.missing}</Empty>
      </Screen>
    );
  }
  const souk_date = begun?.souk_date ?? day.value.date;
  const save = async (body: Body) => {
    const change = { entry_id: draft_id, kind: 'trader', body, souk_date };
    if (await saving(() => saveEntry(change))) leave();
  };
  return (
    <TraderFields
      title={say.title_change}
      saveWord={t(shared).save}
      body={bodyOf(trader)}
      draft={{
        draft_id,
        kind: 'trader',
        step: CHANGING,
        souk_date,
        subject: { trader_id: trader.id },
      }}
      remarks={[]}
      onSave={(body) => void save(body)}
      onLeave={leave}
    />
  );
}

/** The change of this trader that was begun and not saved. */
function changeOf(trader_id: string | undefined): Draft | undefined {
  return [...drafts.peek().values()].find(
    (draft) => draft.step === CHANGING && draft.subject.trader_id === trader_id,
  );
}

/** What the roster knows, as the body of a change. */
function bodyOf(trader: Trader): Body {
  const { id, known_as, name_ar, name_latin, rahba, trade, badge, stalls } = trader;
  const [stall_id] = stalls;
  return {
    trader_id: id,
    action: 'change',
    known_as,
    trade,
    ...(name_ar && { name_ar }),
    ...(name_latin && { name_latin }),
    ...(rahba && { rahba }),
    ...(badge && { badge }),
    ...(stall_id && { stall_id }),
  };
}
