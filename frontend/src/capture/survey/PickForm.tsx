import { goBack, type ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import type { Form } from '../../store';
import { Bdi, Empty, Icon, List, ListRow, Screen, TopBar } from '../../ui';
import { named, traderOf } from '../named';
import { beginSurvey } from './begin';
import { offeredForms } from './offered';
import { ToAskSign } from './ToAsk';
import { words } from './words';

/** Which of several forms to ask. */
export function PickForm({ params }: ScreenProps) {
  const say = t(words);
  const forms = offeredForms.value;
  const given = (id: string | undefined) => (id === '-' ? undefined : id);
  const trader = traderOf(given(params.trader));
  const whom = { trader_id: given(params.trader), stall_id: given(params.stall) };
  return (
    <Screen top={<TopBar title={say.pick} back={() => goBack('/')} />}>
      {forms.length === 0 && <Empty>{say.none}</Empty>}
      <List label={say.pick}>
        {forms.map((form) => (
          <ListRow
            key={form.form_id}
            lead={<Icon name="form" />}
            title={<Bdi>{titleOf(form)}</Bdi>}
            second={say.version({ version: String(form.version) })}
            end={trader && <ToAskSign trader={trader} form={form} />}
            onClick={() => beginSurvey(form, whom)}
          />
        ))}
      </List>
    </Screen>
  );
}

/** Where the form has no title in the language of the moment, in whichever it has (SV26). */
function titleOf({ titles, form_id }: Form): string {
  return named(titles) || Object.values(titles).find(Boolean) || form_id;
}
