import { useState } from 'preact/hooks';
import { lang, t } from '../../i18n';
import { newId, roster, saveEntries, type Trader } from '../../store';
import { Button, Sheet, showUndo } from '../../ui';
import { day } from '../now';
import { takeBack } from '../presence/mark';
import { saving } from '../saving';
import { withdrawalOf } from './withdrawal';
import { words } from './words';

/** They asked to be taken off the list: said in one sentence, done with one press, undone with one. */
export function Withdraw({ trader, onClose }: { trader: Trader; onClose: () => void }) {
  const say = t(words);
  const [ids] = useState(() => {
    const purposes = roster.value.market?.consent.purposes ?? [];
    return new Map(purposes.map((purpose) => [purpose, newId()]));
  });
  const withdraw = async () => {
    const text_version = roster.value.market?.consent.version ?? '';
    const said = { text_version, language: lang.value, souk_date: day.value.date };
    const saved = await saving(() => saveEntries(withdrawalOf(trader.id, ids, said)));
    onClose();
    if (!saved) return;
    showUndo({
      text: say.withdrawn,
      undo: () => {
        for (const { entry_id } of saved) void takeBack(entry_id);
      },
    });
  };
  return (
    <Sheet
      open
      title={say.withdraw}
      onClose={onClose}
      foot={
        <>
          <Button kind="main" onClick={withdraw}>
            {say.withdraw_do}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say.withdraw_not}
          </Button>
        </>
      }
    >
      <p class="q">
        <bdi>{trader.known_as}</bdi>
      </p>
      <p>{say.withdraw_note}</p>
    </Sheet>
  );
}
