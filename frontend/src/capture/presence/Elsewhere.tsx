import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { roster } from '../../store';
import { Button, Icon, ListRow, Screen, SectionTile, SubHead, TextField, TopBar } from '../../ui';
import { type Area, placeNumbered, placesIn } from '../ground';
import { named, sectionName } from '../named';
import { bareSections } from '../place/bare';
import { words as placeWords } from '../place/words';
import { backupZones, ground, marks, zones } from '../souk';
import { lookAt } from './marks';
import { standAt, walkIn } from './position';
import { words } from './words';

/** "I am elsewhere": another section, from its start or from a place in it. */
export function Elsewhere({ onClose }: { onClose: () => void }) {
  const say = t(words);
  const [rahba, setRahba] = useState<string | null>(null);
  const go = (area: Area | null) => {
    walkIn(area);
    onClose();
  };
  if (rahba) return <FromPlace rahba={rahba} onBack={() => setRahba(null)} onClose={onClose} />;
  const sections = roster.value.rahbas.filter((each) => ground.value.places.has(each.code));
  return (
    <Screen top={<TopBar title={say.where} back={zones.value.length > 0 ? onClose : '#/'} />}>
      {zones.value.map((zone, index) => (
        <ListRow
          key={index}
          lead={<SectionTile section={zone.rahba} />}
          title={<b>{say.my_zone}</b>}
          second={`${sectionName(zone.rahba)} · ${doneOf(zone)}`}
          onClick={() => go(null)}
        />
      ))}
      {backupZones.value.map((zone, index) => (
        <ListRow
          key={index}
          lead={<SectionTile section={zone.rahba} />}
          title={say.take_over}
          second={`${sectionName(zone.rahba)}${rangeOf(zone)} · ${doneOf(zone)}`}
          onClick={() => go(zone)}
        />
      ))}
      {zones.value.length > 0 && <SubHead>{say.elsewhere}</SubHead>}
      {sections.map(({ code, names }) => (
        <ListRow
          key={code}
          lead={<SectionTile section={code} />}
          title={named(names)}
          second={doneOf({ rahba: code })}
          onClick={() => setRahba(code)}
        />
      ))}
      <ListRow
        lead={<Icon name="plus" />}
        {...(bareSections.value.length > 0
          ? { title: say.first_walk, second: say.first_walk_why }
          : { title: t(placeWords).add_here })}
        href="#/first-walk"
      />
    </Screen>
  );
}

/** « · 31–60»: the numbers at both ends. */
function rangeOf(area: Area): string {
  const all = placesIn(ground.value, area);
  const [first] = all;
  const last = all[all.length - 1];
  return first && last ? ` · ${first.number}–${last.number}` : '';
}

function doneOf(area: Area): string {
  const all = placesIn(ground.value, area);
  if (all.length === 0) return t(words).no_places;
  const done = all.filter((place) => lookAt(marks.value, place) !== 'open').length;
  return t(words).done_of({ done, known: all.length });
}

interface FromPlaceProps {
  rahba: string;
  onBack: () => void;
  onClose: () => void;
}

function FromPlace({ rahba, onBack, onClose }: FromPlaceProps) {
  const say = t(words);
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string>();
  const go = () => {
    const place = placeNumbered(roster.value.stalls.values(), number.trim(), rahba);
    if (place?.rahba !== rahba) return setError(say.no_such_place);
    standAt(place);
    onClose();
  };
  return (
    <Screen
      top={<TopBar title={sectionName(rahba)} back={onBack} />}
      foot={
        <Button kind="main" onClick={go}>
          {say.go_there}
        </Button>
      }
    >
      <ListRow
        lead={<Icon name="walk" />}
        title={say.whole_section}
        second={doneOf({ rahba })}
        onClick={() => {
          walkIn({ rahba });
          onClose();
        }}
      />
      <div class="pad air">
        <TextField
          label={say.pick_place}
          hint={say.place_number}
          kind="number"
          value={number}
          onInput={setNumber}
          error={error}
          onEnter={go}
        />
      </div>
    </Screen>
  );
}
