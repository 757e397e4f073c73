import { formatDay, t } from '../i18n';
import type { SoukDay } from '../store/roster-types';
import { Button, Screen, TopBar } from '../ui';
import { words } from './no-souk-words';
import { chooseDay, day, declareToday } from './now';

/** On a day without a souk: the last one, or "it is held today", which the coach will see. */
export function NoSouk({ title }: { title: string }) {
  return (
    <Screen top={<TopBar title={title} />} foot={<NoSoukChoices />}>
      <NoSoukNote />
    </Screen>
  );
}

export function NoSoukNote() {
  const say = t(words);
  const { next, off } = day.value;
  return (
    <section class="pad air column">
      <p class="q">{say.none_today}</p>
      {off.map((each) => (
        <p key={each.date} class="st returned">
          {offText(each)}
        </p>
      ))}
      <p class="soft">{next ? say.next_is({ day: formatDay(next.date) }) : say.none_planned}</p>
    </section>
  );
}

/** «The souk of 4 December is cancelled · weather» */
function offText({ date, status, moved_to, reason }: SoukDay): string {
  const say = t(words);
  const known: Readonly<Record<string, unknown>> = say;
  const why = known[`why_${reason}`];
  const on = formatDay(date);
  const what =
    status === 'moved' && moved_to
      ? say.moved({ day: on, to: formatDay(moved_to) })
      : say.cancelled({ day: on });
  return typeof why === 'string' ? `${what} · ${why}` : what;
}

export function NoSoukChoices() {
  const say = t(words);
  const { last } = day.value;
  return (
    <>
      {last && (
        <Button onClick={() => chooseDay(last.date)}>
          {say.work_on({ day: formatDay(last.date) })}
        </Button>
      )}
      <Button onClick={declareToday}>{say.held_today}</Button>
      <p class="mini soft center">{say.held_today_note}</p>
    </>
  );
}
