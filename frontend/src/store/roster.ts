import type { CatalogItem, Snapshot } from '../api/types';
import type { LocalEntry } from '../entries/types';
import { formatBadge } from '../roster/badges';
import type { Asked, Form, Market, Person, Roster, SoukDay, Stall, Trader } from './roster-types';

/** What the phone carries, from the wire's columns and changes to maps by id. Pure. */

export function unpack(snapshot: Snapshot): Roster {
  const stalls = unpackStalls(snapshot);
  const stallIds = [...stalls.keys()];
  return {
    market: snapshot.market,
    sections: snapshot.trades.sections,
    trades: snapshot.trades.trades,
    rahbas: [...snapshot.rahbas].sort((a, b) => a.sort - b.sort),
    people: byId(snapshot.people),
    souk_days: sortedDays(snapshot.souk_days),
    forms: new Map(snapshot.forms.map((form) => [form.form_id, form])),
    form_versions: new Map(snapshot.forms.map((form) => [versionKey(form), form])),
    stalls,
    traders: unpackTraders(snapshot, stallIds),
    aliases: new Map(snapshot.aliases),
  };
}

function unpackStalls({ stalls, rahbas }: Snapshot): Map<string, Stall> {
  return byId(
    stalls.id.map((packed, i) => ({
      id: unpackId(packed),
      rahba: rahbas[stalls.rahba[i] ?? -1]?.code ?? '',
      lane: String(stalls.lane[i] ?? ''),
      number: String(stalls.number[i] ?? ''),
      walk_order: stalls.walk_order[i] ?? 0,
    })),
  );
}

function unpackTraders(
  { traders, rahbas, market, surveys }: Snapshot,
  stallIds: readonly string[],
): Map<string, Trader> {
  return byId(
    traders.id.map((packed, i) => {
      const badge = traders.badge[i] ?? null;
      const survey = surveys?.[traders.survey?.[i] ?? -1];
      const others = (traders.other_surveys?.[i] ?? []).flatMap((at) => {
        const said = surveys?.[at];
        return said ? [askedIn(said)] : [];
      });
      return {
        id: unpackId(packed),
        known_as: traders.known_as[i] ?? '',
        name_ar: traders.name_ar[i] ?? null,
        name_latin: traders.name_latin[i] ?? null,
        rahba: rahbas[traders.rahba[i] ?? -1]?.code ?? null,
        trade: traders.trade[i] ?? '',
        badge: badge === null ? null : formatBadge(market.badge_prefix, badge),
        state: STATES[traders.state[i] ?? 0] ?? 'provisional',
        tag: traders.tag[i] ?? null,
        stalls: (traders.stalls[i] ?? []).flatMap((index) => stallIds[index] ?? []),
        ...(survey && { survey: askedIn(survey) }),
        ...(others.length > 0 && { other_surveys: others }),
      };
    }),
  );
}

function askedIn([form_id, outcome, souk_date]: NonNullable<Snapshot['surveys']>[number]): Asked {
  return { form_id, outcome, souk_date };
}

/** As the snapshot numbers them. */
const STATES = ['provisional', 'approved', 'imported'] as const;

/** The 16 bytes of a UUID as 22 characters of base64url, back to its usual form. */
export function unpackId(packed: string): string {
  const bytes = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  let hex = '';
  for (let i = 0; i < 16; i++) hex += bytes.charCodeAt(i).toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Changes by the key under which they are kept: the newest of a subject replaces the one before. They
 * are read in the order of the keys, so a form has one in force, and its older versions beside it.
 */
export function itemsKept(roster: Roster, items: readonly CatalogItem[]): Map<string, unknown> {
  const isForm = items.some(({ type }) => type === 'form');
  const kept = new Map<string, unknown>(
    olderKept(isForm ? [...roster.form_versions.values()] : []),
  );
  for (const item of items) {
    if (item.type === 'form_version') continue;
    kept.set(`${item.type}:${item.form_id ?? item.id ?? item.from_id ?? ''}`, item);
  }
  return new Map([...kept, ...olderKept(retiredIn(items))]);
}

/** Versions out of force that come with an entry to be mended in them (SV4). */
function retiredIn(items: readonly CatalogItem[]): readonly Form[] {
  return items.flatMap(({ type, ...item }) =>
    type === 'form_version' ? [item as unknown as Form] : [],
  );
}

/** How the catalog keeps versions that are not in force any more. */
export function olderKept(forms: readonly Form[]): Map<string, Form> {
  return new Map(forms.map((form) => [`${OLDER}${versionKey(form)}`, form]));
}

export const OLDER = 'older:';

/** The roster with changes laid on in their order; types of a newer server are passed over. */
export function layItems(roster: Roster, items: readonly CatalogItem[]): Roster {
  if (items.length === 0) return roster;
  const next = {
    ...roster,
    people: new Map(roster.people),
    forms: new Map(roster.forms),
    form_versions: new Map(roster.form_versions),
    stalls: new Map(roster.stalls),
    traders: new Map(roster.traders),
    aliases: new Map(roster.aliases),
  };
  for (const item of items) layItem(next, item);
  return next;
}

type Laid = {
  -readonly [K in keyof Roster]: Roster[K] extends ReadonlyMap<string, infer V>
    ? Map<string, V>
    : Roster[K];
};

function layItem(next: Laid, { type, ...item }: CatalogItem): void {
  const id = String(item.id ?? item.from_id ?? '');
  switch (type) {
    case 'trader':
      // A registration that was rejected, or taken back by its trader, leaves the phones.
      if (isShown(item.state)) next.traders.set(id, item as unknown as Trader);
      else next.traders.delete(id);
      break;
    case 'stall':
      if (item.ends_on) next.stalls.delete(id);
      else next.stalls.set(id, stallIn(item as unknown as Stall));
      break;
    case 'alias':
      if (item.ended) next.aliases.delete(id);
      else next.aliases.set(id, String(item.to_id));
      break;
    case 'souk_day':
      next.souk_days = sortedDays([
        ...next.souk_days.filter((day) => day.date !== item.date),
        item as unknown as SoukDay,
      ]);
      break;
    case 'person':
      next.people.set(id, item as unknown as Person);
      break;
    case 'form':
      layForm(next, item as unknown as Form);
      break;
    case 'form_version':
      next.form_versions.set(versionKey(item as unknown as Form), item as unknown as Form);
      break;
    case 'market':
      next.market = { ...next.market, ...(item as unknown as Market) };
      break;
  }
}

/** A place's number and lane are names, whatever the wire writes them as. */
function stallIn(item: Stall): Stall {
  return { ...item, lane: String(item.lane), number: String(item.number) };
}

function layForm(next: Laid, form: Form): void {
  next.forms.set(form.form_id, form);
  next.form_versions.set(versionKey(form), form);
}

function isShown(state: unknown): boolean {
  return STATES.some((shown) => shown === state);
}

/** Versions that a new snapshot does not bring any more; what was answered in them is still mended. */
export function olderForms(before: Roster, after: Roster): readonly Form[] {
  return [...before.form_versions.values()].filter(
    (form) => !after.form_versions.has(versionKey(form)),
  );
}

export function withOlderForms(roster: Roster, forms: readonly Form[]): Roster {
  if (forms.length === 0) return roster;
  const older = forms.map((form): [string, Form] => [versionKey(form), form]);
  return { ...roster, form_versions: new Map([...older, ...roster.form_versions]) };
}

export function versionKey(form: Pick<Form, 'form_id' | 'version'>): string {
  return `${form.form_id}@${form.version}`;
}

/**
 * The roster as shown: the server's, with what this phone recorded and the server has not yet put
 * into it (PH13).
 * @param registrations this phone's entries of kind `trader`
 * @param consents and those of kind `consent`: who is only on a list and said no is gone at once (IM7)
 */
export function withNewcomers(
  roster: Roster,
  registrations: readonly LocalEntry[],
  consents: readonly LocalEntry[] = [],
): Roster {
  const laid = registrations.filter((entry) => isAwaited(entry, roster));
  const unwilling = consents.flatMap((entry) => saysNo(entry, roster));
  if (laid.length + unwilling.length === 0) return roster;
  const traders = new Map(roster.traders);
  for (const id of unwilling) traders.delete(id);
  for (const entry of laid) {
    const trader = newcomer(entry, traders.get(entry.subject.trader_id ?? ''));
    traders.set(trader.id, trader);
  }
  return { ...roster, traders };
}

function saysNo({ body, subject, state }: LocalEntry, { traders }: Roster): string[] {
  const id = subject.trader_id ?? '';
  const no = body.purpose === 'registration' && body.decision !== 'given' && state !== 'cancelled';
  return no && traders.get(id)?.state === 'imported' ? [id] : [];
}

function isAwaited(entry: LocalEntry, roster: Roster): boolean {
  if (entry.bodiless || entry.state === 'cancelled' || entry.state === 'rejected') return false;
  const known = roster.traders.get(entry.subject.trader_id ?? '');
  return entry.pending > 0 || known === undefined || known.state === 'imported';
}

function newcomer({ body, subject }: LocalEntry, known: Trader | undefined): Trader {
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : null);
  const stall = text('stall_id');
  return {
    id: subject.trader_id ?? '',
    known_as: text('known_as') ?? known?.known_as ?? '',
    name_ar: text('name_ar'),
    name_latin: text('name_latin'),
    rahba: text('rahba'),
    trade: text('trade') ?? '',
    badge: text('badge'),
    state: known?.state === 'approved' ? 'approved' : 'provisional',
    tag: known?.tag ?? null,
    stalls: stall ? [stall] : (known?.stalls ?? []),
    ...(known?.survey && { survey: known.survey }),
    mine: true,
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function sortedDays(days: readonly SoukDay[]): readonly SoukDay[] {
  return [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
}
