import { sectionName } from '../../capture/named';
import { lookAt } from '../../capture/presence/marks';
import { countLooks } from '../../capture/presence/order';
import { area, here, places } from '../../capture/presence/position';
import { marks, zones } from '../../capture/souk';
import { t } from '../../i18n';
import { Legend, Plan, SectionTile } from '../../ui';
import { words } from './words';

/** The zone as its plan: a square a place, with the counts in words. */
export function Zone() {
  const say = t(words);
  const all = places.value;
  const [first] = all;
  const last = all[all.length - 1];
  if (!first || !last) return zones.value.length === 0 ? <NoZone /> : null;
  const looks = all.map((place) => lookAt(marks.value, place));
  const counts = countLooks(looks);
  const done = all.length - counts.open;
  const now = all.findIndex((place) => place.id === here.value?.id);
  const shown = (['present', 'nothere', 'other', 'left', 'open'] as const).filter(
    (look) => counts[look] > 0,
  );
  return (
    <section class="pad column air">
      <div class="row">
        <SectionTile section={first.rahba} size={48} />
        <div class="grow">
          <h2>{sectionName(first.rahba)}</h2>
          {!area.value && (
            <p class="mini soft">{say.my_zone({ from: first.number, to: last.number })}</p>
          )}
        </div>
        <p class="big">
          {done} <small>{say.of_known({ known: all.length })}</small>
        </p>
      </div>
      <Plan places={looks} now={now} label={say.plan({ done, known: all.length })} />
      <Legend items={shown.map((look) => ({ look, text: say[look]({ n: counts[look] }) }))} />
    </section>
  );
}

function NoZone() {
  return <p class="pad air">{t(words).no_zone}</p>;
}
