import { useState } from 'preact/hooks';
import { goBack, type ScreenProps } from '../../app/router';
import { t } from '../../i18n';
import { search } from '../../roster/search';
import type { Subject } from '../../store';
import { Button, Empty, List, Screen, SearchField, TopBar } from '../../ui';
import { placeName, stallOf } from '../named';
import { goOn } from '../presence/position';
import { tap } from '../presence/tap';
import { words as presence } from '../presence/words';
import { SaveFailure } from '../SaveFailure';
import { ground } from '../souk';
import { beginRegistration } from './begin';
import { searchIndex } from './name-index';
import { TraderRow } from './TraderRow';
import { words } from './words';

/** Someone else is at the place: which of the traders on the roster. */
export function Pick({ params }: ScreenProps) {
  const say = t(words);
  const [typed, setTyped] = useState('');
  const place = stallOf(params.stall);
  const subject: Subject = {
    ...(params.stall && { stall_id: params.stall }),
    ...(params.trader && { trader_id: params.trader }),
  };
  const hits = search(searchIndex.value, typed, { here: place?.rahba ?? null, limit: 12 });
  const pick = async (id: string) => {
    const alone = (ground.value.occupants.get(params.stall ?? '') ?? []).length < 2;
    if (!place) return;
    const mark = { place, subject, status: 'replaced', replaced_by: id } as const;
    if (!(await tap({ ...mark, name: placeName(place) }))) return;
    if (alone) goOn(place);
    goBack('/walk');
  };
  return (
    <Screen
      top={
        <TopBar
          title={t(presence).pick_title({ number: place?.number ?? '' })}
          back={() => goBack('/walk')}
        />
      }
      footLine
      foot={
        <Button icon="plus" onClick={() => beginRegistration({ name: typed, seen: subject })}>
          {say.register_new}
        </Button>
      }
    >
      <SaveFailure />
      <div class="pad air">
        <SearchField label={say.find_label} value={typed} onInput={setTyped} autoFocus />
      </div>
      {typed.trim() !== '' && hits.length === 0 && <Empty>{say.find_nothing}</Empty>}
      <List label={say.pick_this}>
        {hits.map((hit) => (
          <TraderRow key={hit.row.id} trader={hit.row} hit={hit} onClick={() => pick(hit.row.id)} />
        ))}
      </List>
    </Screen>
  );
}
