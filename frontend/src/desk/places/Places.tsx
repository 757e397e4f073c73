import { useState } from 'preact/hooks';
import { formatNumber, t } from '../../i18n';
import { Empty, SelectField, showUndo } from '../../ui';
import { orderPlaces, readPlaces, readZones } from '../api';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { sectionName } from '../names';
import { Page } from '../Page';
import { LaneTable, movesOf } from './LaneTable';
import { lanesIn, moved } from './order';
import type { Place } from './types';
import { words } from './words';

/** In which order the places of a lane are walked: saved with each press, and each can be undone. */
export function Places() {
  const zones = useLoad(readZones, 'zones');
  const sections = zones.data?.sections ?? [];
  const [chosen, setChosen] = useState('');
  const section = chosen || (sections[0]?.code ?? '');
  const say = t(words);
  return (
    <Page
      title={say.title}
      second={say.note}
      aside={
        <SelectField
          label={say.section}
          labelHidden
          value={section}
          onChange={setChosen}
          options={sections.map(({ code }) => ({ value: code, label: sectionName(code) }))}
        />
      }
    >
      <Loaded of={zones}>{() => section && <Section key={section} section={section} />}</Loaded>
    </Page>
  );
}

function Section({ section }: { section: string }) {
  const places = useLoad(() => readPlaces(section), `places ${section}`);
  const { run, problem, busy } = useAction();
  const say = t(words);
  const put = async (lane: number, ids: readonly string[]) =>
    places.set(await orderPlaces(section, lane, ids));
  const move = (lane: number, before: readonly Place[], place: Place, step: -1 | 1) =>
    run(async () => {
      await put(lane, moved(before, place.id, step));
      requestAnimationFrame(() => stayOn(place, step));
      const back = before.map(({ id }) => id);
      showUndo({
        text: say.moved({ number: formatNumber(place.number) }),
        undo: () => run(() => put(lane, back)),
      });
    });
  return (
    <>
      {problem && <ProblemNote problem={problem} again={places.reload} />}
      <Loaded of={places} rows={12}>
        {(shown) =>
          shown.places.length === 0 ? (
            <Empty>{say.none}</Empty>
          ) : (
            lanesIn(shown.places).map(({ lane, places: its }) => (
              <LaneTable
                key={lane}
                lane={lane}
                places={its}
                busy={busy}
                onMove={(place, step) => move(lane, its, place, step)}
              />
            ))
          )
        }
      </Loaded>
    </>
  );
}

/** The row moved under the keyboard; at the end of the lane its other button is left. */
function stayOn(place: Place, step: -1 | 1): void {
  const buttons = document.getElementById(movesOf(place))?.querySelectorAll('button');
  const last = (buttons?.length ?? 0) - 1;
  buttons?.[step < 0 ? 0 : last]?.focus();
}
