import { formatDay, t } from '../i18n';
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
  const { next } = day.value;
  return (
    <section class="pad air column">
      <p class="q">{say.none_today}</p>
      <p class="soft">{next ? say.next_is({ day: formatDay(next.date) }) : say.none_planned}</p>
    </section>
  );
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
