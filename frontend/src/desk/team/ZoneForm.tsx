import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Choice, isDay, isReadable, SelectField, WhenField } from '../../ui';
import { sectionName } from '../names';
import type { NewZone, Zone, Zones } from '../types';
import { words } from './person-words';
import type { TeamMember } from './types';

interface ZoneFormProps {
  ground: Zones;
  person: TeamMember;
  /** The zone to change; null for another one. */
  zone: Zone | null;
  busy: boolean;
  onSave: (wanted: NewZone) => void;
  onLeave: () => void;
}

/** A section, or a stretch of its lanes, from one day to another. */
export function ZoneForm({ ground, person, zone, busy, onSave, onLeave }: ZoneFormProps) {
  const { today, sections } = ground;
  const [section, setSection] = useState(zone?.section ?? sections[0]?.code ?? '');
  const [lanes, setLanes] = useState({
    from: zone?.from_lane?.toString() ?? '',
    to: zone?.to_lane?.toString() ?? '',
  });
  const [backup, setBackup] = useState(zone?.backup ?? false);
  const [days, setDays] = useState({ from: today, to: zone?.ends_on ?? '' });
  const [asked, setAsked] = useState(false);
  const say = t(words);
  const known = sections.find(({ code }) => code === section)?.lanes ?? [];
  const wrongLanes =
    (lanes.from === '') !== (lanes.to === '') || Number(lanes.to) < Number(lanes.from);
  const wrongDays =
    !isDay(days.from) ||
    !isReadable('date', days.to) ||
    days.from < today ||
    (days.to !== '' && days.to < days.from);
  const save = () => {
    setAsked(true);
    if (wrongLanes || wrongDays) return;
    onSave({
      person_id: person.id,
      section,
      from_lane: lanes.from === '' ? null : Number(lanes.from),
      to_lane: lanes.to === '' ? null : Number(lanes.to),
      backup,
      starts_on: days.from,
      ends_on: days.to || null,
    });
  };
  const laneOptions = [
    { value: '', label: say.whole },
    ...known.map(({ lane, places }) => ({
      value: String(lane),
      label: `${say.lane({ lane })} · ${say.places({ n: places })}`,
    })),
  ];
  return (
    <div class="column">
      <SelectField
        label={say.section}
        value={section}
        onChange={(code) => {
          setSection(code);
          setLanes({ from: '', to: '' });
        }}
        options={sections.map(({ code }) => ({ value: code, label: sectionName(code) }))}
      />
      <div class="two">
        <SelectField
          label={say.from_lane}
          value={lanes.from}
          onChange={(from) => setLanes({ from, to: from === '' ? '' : lanes.to || from })}
          options={laneOptions}
        />
        <SelectField
          label={say.to_lane}
          value={lanes.to}
          onChange={(to) => setLanes({ from: to === '' ? '' : lanes.from || to, to })}
          options={laneOptions}
          error={asked && wrongLanes ? say.wrong_lanes : undefined}
        />
      </div>
      <div class="two">
        <WhenField
          label={say.starts_on}
          kind="date"
          value={days.from}
          onInput={(from) => setDays({ ...days, from })}
        />
        <WhenField
          label={say.ends_on}
          kind="date"
          value={days.to}
          onInput={(to) => setDays({ ...days, to })}
          error={asked && wrongDays ? say.wrong_days : undefined}
        />
      </div>
      <Choice
        legend={say.zones}
        legendHidden
        pairs
        value={backup ? 'backup' : 'own'}
        onChange={(which) => setBackup(which === 'backup')}
        options={(['own', 'backup'] as const).map((value) => ({ value, label: say[value] }))}
      />
      <p class="small soft">{say.follows}</p>
      <div class="row">
        <Button kind="main" fit busy={busy} onClick={save}>
          {say.save}
        </Button>
        <Button kind="quiet" fit onClick={onLeave}>
          {say.cancel}
        </Button>
      </div>
    </div>
  );
}
