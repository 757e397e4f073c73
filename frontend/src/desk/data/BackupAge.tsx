import { formatDay, formatTime, t } from '../../i18n';
import { Banner } from '../../ui';
import { request } from '../http';
import { useLoad } from '../load';
import { dayOfInstant } from '../names';
import { backupWords } from './backup-words';

interface Health {
  readonly demo: boolean;
  readonly last_backup_at: string | null;
}

/** A night that was missed may be a machine that was off; two are somebody's to look at. */
const OLD_MS = 48 * 3_600_000;

/** How old the newest copy is that was proved to open; nothing in the demo, which has none. */
export function BackupAge() {
  const health = useLoad(() => request<Health>('/health'), 'health');
  if (!health.data || health.data.demo) return null;
  return (
    <section>
      <h2 class="part">{t(backupWords).title}</h2>
      <Age at={health.data.last_backup_at} now={Date.now()} />
      <p class="small soft">{t(backupWords).kept}</p>
    </section>
  );
}

export function Age({ at, now }: { at: string | null; now: number }) {
  const say = t(backupWords);
  if (at === null) return <p>{say.none}</p>;
  const day = formatDay(dayOfInstant(at), 'full');
  if (now - Date.parse(at) > OLD_MS) {
    return (
      <Banner tone="fix" icon="late">
        {say.old({ day })}
      </Banner>
    );
  }
  return <p>{say.last({ day, time: formatTime(at) })}</p>;
}
