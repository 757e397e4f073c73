import { DAY_MS } from '../../constants';
import { t } from '../../i18n';
import { entries, practising, syncStatus } from '../../store';
import { SyncLine } from '../../ui';
import { words } from './words';

/** The one quiet line on top: what waits, what the server refused, or that all was sent. Amber only after a day. */
export function SyncState() {
  const say = t(words);
  const { phase, pending, photos, done, total, last_ok_at } = syncStatus.value;
  if (practising.value) return null;
  if (phase === 'sending' && total > 0) {
    return (
      <SyncLine state="waiting" href="#/entries">
        {say.sending({ done, total })}
      </SyncLine>
    );
  }
  if (pending > 0) {
    return (
      <SyncLine state={waitsLong() ? 'late' : 'waiting'} href="#/entries">
        {say.waiting({ n: pending })}
      </SyncLine>
    );
  }
  const toFix = [...entries.value.values()].filter(({ state }) => state === 'to_fix').length;
  if (toFix > 0) {
    return (
      <SyncLine state="fix" href="#/entries">
        {say.some_to_fix({ n: toFix })}
      </SyncLine>
    );
  }
  if (photos > 0) {
    return (
      <SyncLine state="waiting" href="#/sync">
        {say.photos({ n: photos })}
      </SyncLine>
    );
  }
  if (last_ok_at === null) return null;
  return (
    <SyncLine state="received" href="#/entries">
      {say.all_sent}
    </SyncLine>
  );
}

function waitsLong(): boolean {
  const yesterday = new Date(Date.now() - DAY_MS).toISOString();
  for (const { pending, recorded_at } of entries.value.values()) {
    if (pending > 0 && recorded_at < yesterday) return true;
  }
  return false;
}
