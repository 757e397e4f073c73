import { personName } from '../../capture/named';
import { formatDay, formatTime, t } from '../../i18n';
import type { ClosingOf, Scanned } from '../../sync/closings';
import { Icon, Verdict } from '../../ui';
import { words } from './words';

/** What became of the last code, in one place that a screen reader hears. */
export function Answer({ last, all }: { last: Scanned | 'failed' | null; all: boolean }) {
  const say = t(words);
  if (last === null) {
    return (
      <div role="status">
        <Verdict sign={<Icon name="qr" size={40} />} title={all ? say.all : say.aim} />
      </div>
    );
  }
  return <div role="status">{last === 'failed' ? <Refused title={say.failed} /> : of(last)}</div>;
}

function of(scanned: Scanned) {
  const say = t(words);
  if (!('of' in scanned)) {
    return <Refused title={say[scanned.is]} todo={say[`${scanned.is}_todo`]} />;
  }
  const { closing, phone } = scanned.of;
  const name = personName(phone.person);
  if (scanned.is === 'taken' || scanned.is === 'again') {
    return (
      <Verdict
        sign={<Icon name={scanned.is === 'taken' ? 'check' : 'undo'} size={40} />}
        title={say[scanned.is]({ name })}
        second={`${countsOf(scanned.of)} · ${say.as_of({ time: timeOf(scanned.of) })}`}
      />
    );
  }
  const todo =
    scanned.is === 'stale'
      ? say.stale_todo({ time: timeOf(scanned.of) })
      : say.other_day_todo({ day: formatDay(closing.souk_date) });
  return <Refused title={say[scanned.is]({ name })} todo={todo} />;
}

function Refused({ title, todo }: { title: string; todo?: string }) {
  return <Verdict sign={<Icon name="cross" size={40} />} title={title} second={todo} />;
}

function countsOf({ closing: { sent, pending, refused } }: ClosingOf): string {
  return t(words).counts({ sent, pending, refused });
}

function timeOf({ closing }: ClosingOf): string {
  return formatTime(new Date(closing.made_at * 1000).toISOString());
}
