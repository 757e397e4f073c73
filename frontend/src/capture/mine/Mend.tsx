import { useEffect } from 'preact/hooks';
import { goBack, type ScreenProps } from '../../app/router';
import { beBusy } from '../../app/update';
import { t } from '../../i18n';
import { type Body, entries, saveEntry } from '../../store';
import { Empty, Screen, TopBar } from '../../ui';
import { kindOf } from '../kinds';
import { saving } from '../saving';
import { remarksOf } from './state';
import { words } from './words';

/** Correcting an entry: the kind's own form, at the field that was commented. Works offline. */
export function Mend({ params }: ScreenProps) {
  const say = t(words);
  useEffect(() => beBusy(), []);
  const entry = entries.value.get(params.id ?? '');
  const kind = entry && kindOf(entry.kind);
  const leave = () => goBack(`/entry/${params.id}`);
  if (!entry || !kind || entry.bodiless) {
    return (
      <Screen top={<TopBar title={say.mend} back={leave} />}>
        <Empty>{entry?.bodiless ? say.body_elsewhere : say.gone}</Empty>
      </Screen>
    );
  }
  const { entry_id, souk_date, subject } = entry;
  const done = async (body: Body) => {
    const corrected = { entry_id, kind: entry.kind, body, souk_date, subject };
    const saved = await saving(() => saveEntry(corrected));
    if (saved) leave();
    return saved !== null;
  };
  // What the coach took out is not for the author to mend.
  const comments = remarksOf(entry).filter(({ way }) => way !== 'unknown');
  return <kind.Mend entry={entry} comments={comments} onDone={done} onLeave={leave} />;
}
