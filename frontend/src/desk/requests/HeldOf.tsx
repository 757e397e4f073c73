import { photoOf } from '../../entries/medium';
import { formatDay, t } from '../../i18n';
import { Bdi, type Column, Facts, Num, Table } from '../../ui';
import { KINDS, kindName } from '../kinds';
import { words as consentWords } from '../kinds/consent/words';
import { wordFor } from '../kinds/kind';
import { dayOfInstant, nameOf, nameOfBy, sectionName, stateName, tradeName } from '../names';
import { StallPhoto } from '../photo/StallPhoto';
import { Wide } from '../Wide';
import type { Held, HeldEntry, HeldTrader } from './api';
import { words } from './words';

/** All that is held about a person but the answers, to be read by them. */
export function HeldOf({ held }: { held: Held }) {
  const say = t(words);
  return (
    <>
      {held.traders.map((trader) => (
        <Identity key={trader.trader_id} trader={trader} />
      ))}
      {held.imported.map(({ imported_on }) => (
        <p key={imported_on}>{say.imported({ day: formatDay(imported_on, 'full') })}</p>
      ))}
      <h2 class="part">{say.places}</h2>
      {held.places.length === 0 && <p class="soft">{say.nothing}</p>}
      <ul class="told">
        {held.places.map((place) => (
          <li key={`${place.number} ${place.starts_on}`}>
            {say.place({ number: place.number })} · {sectionName(place.section ?? '')} ·{' '}
            {placeTime(place)}
          </li>
        ))}
      </ul>
      <h2 class="part">{say.consents}</h2>
      {held.consents.length === 0 && <p class="soft">{say.nothing}</p>}
      <ul class="told">
        {held.consents.map((consent) => (
          <li key={consent.purpose}>
            {said('purpose', consent.purpose)} · <b>{said('decision', consent.decision)}</b> ·{' '}
            {said('mode', consent.mode)} · {formatDay(dayOfInstant(consent.recorded_at), 'full')}
          </li>
        ))}
      </ul>
      <h2 class="part">{say.entries}</h2>
      <div class="held-entries">
        <Wide label={say.entries}>
          <Table
            caption={say.entries}
            columns={entryColumns()}
            rows={held.entries}
            rowKey={({ entry_id }) => entry_id}
          />
        </Wide>
      </div>
      <Taken taken={held.taken} />
    </>
  );
}

const said = (key: string, code: string) => wordFor(consentWords, `${key}_`, code);

function placeTime({ starts_on, ends_on }: Held['places'][number]): string {
  const say = t(words);
  const from = formatDay(starts_on, 'full');
  return ends_on ? say.from_to({ from, to: formatDay(ends_on, 'full') }) : say.since({ from });
}

function Identity({ trader }: { trader: HeldTrader }) {
  const say = t(words);
  const facts = [
    [say.known_as, trader.known_as],
    [say.name_ar, trader.name_ar],
    [say.name_latin, trader.name_latin],
    [say.badge, trader.badge],
    [say.section, trader.section && sectionName(trader.section)],
    [say.trade, tradeName(trader.trade)],
    [say.telephone, trader.phone],
  ] as const;
  return (
    <section>
      <h2 class="part">{say.identity}</h2>
      <Facts
        facts={facts
          .filter(([, value]) => value)
          .map(([name, value]) => ({ name, value: <Bdi>{value}</Bdi> }))}
      />
    </section>
  );
}

function entryColumns(): Column<HeldEntry>[] {
  const say = t(words);
  return [
    { key: 'day', head: say.day, cell: ({ souk_date }) => formatDay(souk_date, 'full') },
    { key: 'kind', head: say.kind, header: true, cell: ({ kind }) => kindName(kind) },
    { key: 'said', head: say.said, cell: (entry) => <Said entry={entry} /> },
    {
      key: 'author',
      head: say.author,
      cell: ({ author }) => author && <bdi>{nameOf(author)}</bdi>,
    },
    {
      key: 'decided',
      head: say.decided,
      cell: ({ decided_by }) => decided_by && <bdi>{nameOfBy(decided_by)}</bdi>,
    },
    { key: 'state', head: say.state, cell: ({ state }) => stateName(state) },
  ];
}

function Said({ entry: { entry_id, kind, body } }: { entry: HeldEntry }) {
  const say = t(words);
  if (kind === 'survey') return <>{say.on_other_sheet}</>;
  const photo = photoOf(body);
  const fields = KINDS[kind]?.fields(body, { form: null, title: {} }) ?? [];
  return (
    <>
      {fields.map(({ path, label, value }, index) => (
        <span key={path}>
          {index > 0 && ' · '}
          {label} <bdi dir={isCode(value) ? 'ltr' : undefined}>{value}</bdi>
        </span>
      ))}
      {photo && <StallPhoto entryId={entry_id} sha256={photo.sha256} />}
    </>
  );
}

/** `2026-11`, `K-0312`: an Arabic line would turn such a thing around. */
const isCode = (value: unknown) => typeof value === 'string' && /^[A-Z\d./–-]+$/.test(value);

function Taken({ taken }: Pick<Held, 'taken'>) {
  const say = t(words);
  return (
    <section>
      <h2 class="part">{say.taken}</h2>
      {taken.length === 0 ? (
        <p>{say.taken_none}</p>
      ) : (
        <ul class="told">
          {taken.map(({ what, by, at }) => (
            <li key={`${what} ${at}`}>
              {what === 'feed' ? say.feed : say.file_of({ kind: kindName(what) })}
              {by && (
                <>
                  {' · '}
                  <bdi>{'program' in by ? by.program : nameOf(by)}</bdi>
                </>
              )}
              {' · '}
              <Num>{formatDay(dayOfInstant(at), 'full')}</Num>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
