import { useState } from 'preact/hooks';
import { formatDay, t } from '../../i18n';
import { Button, SectionTile } from '../../ui';
import { changeZone, endZone, giveZone, readZones } from '../api';
import { Loaded, ProblemNote, useAction, useLoad } from '../load';
import { sectionName } from '../names';
import type { NewZone, Zone, Zones as ZonesOf } from '../types';
import { words } from './person-words';
import type { TeamMember } from './types';
import { ZoneForm } from './ZoneForm';

/** Where this person walks, today and in the weeks ahead. */
export function Zones({ person }: { person: TeamMember }) {
  const zones = useLoad(readZones, 'zones');
  const [editing, setEditing] = useState<Zone | 'new' | null>(null);
  const { run, busy, problem } = useAction();
  const say = t(words);
  const apply = (call: () => Promise<ZonesOf>) =>
    run(async () => {
      zones.set(await call());
      setEditing(null);
    });
  const save = (wanted: NewZone) =>
    apply(() =>
      editing === 'new' || editing === null ? giveZone(wanted) : changeZone(editing.id, wanted),
    );
  return (
    <section class="arranged">
      <h3>{say.zones}</h3>
      {problem && <ProblemNote problem={problem} />}
      <Loaded of={zones} rows={2}>
        {(found) =>
          editing === null ? (
            <ZoneList
              zones={found.zones.filter(({ person_id }) => person_id === person.id)}
              onChange={setEditing}
              onEnd={(zone) => apply(() => endZone(zone.id))}
            />
          ) : (
            <ZoneForm
              ground={found}
              person={person}
              zone={editing === 'new' ? null : editing}
              busy={busy}
              onSave={save}
              onLeave={() => setEditing(null)}
            />
          )
        }
      </Loaded>
      {editing === null && (
        <Button size="small" fit icon="plus" onClick={() => setEditing('new')}>
          {say.give_zone}
        </Button>
      )}
    </section>
  );
}

interface ZoneListProps {
  zones: readonly Zone[];
  onChange: (zone: Zone) => void;
  onEnd: (zone: Zone) => void;
}

function ZoneList({ zones, onChange, onEnd }: ZoneListProps) {
  const say = t(words);
  if (zones.length === 0) return <p class="soft">{say.no_zones}</p>;
  return (
    <ul>
      {zones.map((zone) => (
        <li key={zone.id} class="phone">
          <span class="row">
            <SectionTile section={zone.section} size={28} />
            <span>
              <b>{sectionName(zone.section)}</b> · {lanesOf(zone)}
              <br />
              <span class="small soft">
                {say.places({ n: zone.places })} · {zone.backup ? say.backup : say.own} ·{' '}
                {daysOf(zone)}
              </span>
            </span>
          </span>
          <span class="row">
            <Button size="small" fit onClick={() => onChange(zone)}>
              {say.change}
            </Button>
            <Button size="small" fit onClick={() => onEnd(zone)}>
              {say.end}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

function lanesOf({ from_lane, to_lane }: Zone): string {
  const say = t(words);
  if (from_lane === null || to_lane === null) return say.whole;
  return from_lane === to_lane
    ? say.lane({ lane: from_lane })
    : say.lanes({ from: from_lane, to: to_lane });
}

interface Dated {
  readonly starts_on: string;
  readonly ends_on: string | null;
}

/** «since 27 November», or both days where it ends or has not begun. */
export function daysOf({ starts_on, ends_on }: Dated): string {
  const say = t(words);
  const from = formatDay(starts_on, 'short');
  return ends_on
    ? say.between({ from, to: formatDay(ends_on, 'short') })
    : say.since({ day: from });
}
