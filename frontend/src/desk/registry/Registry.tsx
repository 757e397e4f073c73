import { useEffect, useRef, useState } from 'preact/hooks';
import { lang, t } from '../../i18n';
import {
  Button,
  type Column,
  Empty,
  SearchField,
  SectionIcon,
  SelectField,
  Sheet,
  StateLabel,
  Table,
  VisuallyHidden,
} from '../../ui';
import { readTraders } from '../api';
import { Files } from '../data/Files';
import type { Problem } from '../http';
import { asProblem, Loaded, ProblemNote } from '../load';
import { sectionName, tradeName } from '../names';
import { Page } from '../Page';
import { StallPhoto } from '../photo/StallPhoto';
import { words as photoWords } from '../photo/words';
import { places } from '../review/Duplicates';
import { SamePerson } from '../review/SamePerson';
import { sameWords } from '../review/same-words';
import { addressOf } from '../routes';
import { holds } from '../session';
import { trades } from '../trades';
import type { Trader, TraderPage } from '../types';
import { words as deskWords } from '../words';
import { words } from './words';
import './registry.css';
import { Wide } from '../Wide';

/** ms without a key before the search goes out. */
const TYPING_MS = 250;

/** Who sells here, as an official may see it: no answers, no numbers. */
export function Registry() {
  const [typed, setTyped] = useState('');
  const [section, setSection] = useState('');
  const { page, whole, problem, loadMore, reload } = useTraders(useSettled(typed.trim()), section);
  const [twice, setTwice] = useState<Trader | null>(null);
  const say = t(words);
  return (
    <Page
      title={page ? titleOf(page.total, whole) : say.heading}
      second={say.note}
      aside={
        <>
          <Button size="small" icon="print" onClick={() => print()}>
            {t(deskWords).print}
          </Button>
          <Files of="trader" />
          {holds('coach') && (
            <Button size="small" href={addressOf('cards')}>
              {t(deskWords).cards}
            </Button>
          )}
          {holds('coach') && (
            <Button size="small" icon="plus" href={addressOf('intake')}>
              {t(deskWords).intake}
            </Button>
          )}
        </>
      }
    >
      <div class="search">
        <SearchField label={say.search} placeholder={say.search} value={typed} onInput={setTyped} />
        <SelectField
          label={say.section}
          labelHidden
          value={section}
          onChange={setSection}
          options={[
            { value: '', label: say.all },
            ...[...trades.value.sections.keys()].map((code) => ({
              value: code,
              label: sectionName(code),
            })),
          ]}
        />
      </div>
      <SamePerson of={twice} onClose={() => setTwice(null)} onChanged={reload} />
      <Loaded of={{ data: page, problem, reload, set: () => {} }} rows={12}>
        {(found) => <Rows page={found} problem={problem} onMore={loadMore} onTwice={setTwice} />}
      </Loaded>
    </Page>
  );
}

/** @param whole how many there are without any filter; null where none is set */
function titleOf(n: number, whole: number | null): string {
  const say = t(words);
  if (whole === null) return say.title({ n });
  return n === 0 ? say.found_none({ all: whole }) : say.found({ n, all: whole });
}

interface RowsProps {
  page: TraderPage;
  problem: Problem | null;
  onMore: () => void;
  onTwice: (trader: Trader) => void;
}

function Rows({ page, problem, onMore, onTwice }: RowsProps) {
  const say = t(words);
  const [shown, setShown] = useState<Trader | null>(null);
  if (page.items.length === 0) return <Empty>{say.empty}</Empty>;
  return (
    <>
      {shown?.photo && (
        <Sheet open title={shown.known_as} onClose={() => setShown(null)}>
          <StallPhoto entryId={shown.photo.entry_id} sha256={shown.photo.sha256} />
        </Sheet>
      )}
      <Wide label={say.caption}>
        <Table
          caption={say.caption}
          columns={
            holds('coach') ? [...columns(), photoColumn(setShown), sameColumn(onTwice)] : columns()
          }
          rows={page.items}
          rowKey={(trader) => trader.trader_id}
          acting={holds('coach')}
        />
      </Wide>
      {problem && <ProblemNote problem={problem} />}
      {page.next !== null && (
        <div class="air">
          <Button size="small" onClick={onMore}>
            {t(deskWords).more}
          </Button>
        </div>
      )}
    </>
  );
}

function columns(): Column<Trader>[] {
  const say = t(words);
  return [
    {
      key: 'name',
      head: say.name,
      header: true,
      cell: (trader) => (
        <b>
          <bdi>{trader.known_as}</bdi>
        </b>
      ),
    },
    {
      key: 'other',
      head: say.other_name,
      cell: (trader) => <bdi>{otherName(trader)}</bdi>,
    },
    {
      key: 'section',
      head: say.section,
      cell: ({ section }) =>
        section && (
          <span class="section-of">
            <SectionIcon section={section} />
            <span>{sectionName(section)}</span>
          </span>
        ),
    },
    { key: 'trade', head: say.trade, cell: ({ trade }) => tradeName(trade) },
    {
      key: 'place',
      head: say.place,
      number: true,
      cell: (trader) => places(trader) || say.itinerant,
    },
    { key: 'badge', head: say.badge, number: true, cell: ({ badge }) => badge ?? '—' },
    {
      key: 'state',
      head: say.state,
      cell: ({ state }) => (
        <StateLabel state={state === 'approved' ? 'approved' : 'waiting'}>
          {say[`state_${state}`]}
        </StateLabel>
      ),
    },
  ];
}

/** A coach joins two that are one person, also where no likeness suggests it. */
function sameColumn(onTwice: (trader: Trader) => void): Column<Trader> {
  const { same_as } = t(sameWords);
  return {
    key: 'same',
    head: <VisuallyHidden>{same_as}</VisuallyHidden>,
    cell: (trader) => (
      <span class="acting-on">
        <Button size="small" kind="quiet" icon="merge" fit onClick={() => onTwice(trader)}>
          {same_as}
          <VisuallyHidden> {trader.known_as}</VisuallyHidden>
        </Button>
      </span>
    ),
  };
}

/** A photo is fetched when somebody wants to see it, not with every page. */
function photoColumn(show: (trader: Trader) => void): Column<Trader> {
  const say = t(photoWords);
  return {
    key: 'photo',
    head: say.photo,
    cell: (trader) =>
      trader.photo && (
        <Button size="small" fit icon="camera" onClick={() => show(trader)}>
          {say.show}
        </Button>
      ),
  };
}

/** The name in the other script, where there is one besides what people call them. */
function otherName({ known_as, name_ar, name_latin }: Trader): string {
  const names = lang.value === 'ar' ? [name_ar, name_latin] : [name_latin, name_ar];
  return names.find((name) => name && name !== known_as) ?? '';
}

/** What was typed, once typing rests. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

function useTraders(q: string, section: string) {
  const [page, setPage] = useState<TraderPage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const filtered = q !== '' || section !== '';
  // the first reading is of everybody
  const [everybody, setEverybody] = useState(0);
  const read = (offset: number) => {
    asked.current += 1;
    const mine = asked.current;
    readTraders(q, section, offset).then(
      (found) => {
        if (mine !== asked.current) return;
        setProblem(null);
        if (!filtered) setEverybody(found.total);
        setPage((before) =>
          offset === 0 ? found : { ...found, items: [...(before?.items ?? []), ...found.items] },
        );
      },
      (cause: unknown) => mine === asked.current && setProblem(asProblem(cause)),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another list
  useEffect(() => read(0), [q, section]);
  return {
    page,
    whole: filtered ? everybody : null,
    problem,
    reload: () => read(0),
    loadMore: () => read(page?.next ?? 0),
  };
}
