import type { Body, LocalEntry, Subject } from '../../entries/types';
import type { Stall, Trader } from '../../store/roster-types';

/** What one's own marks of a day say of places and traders. Pure; SPEC PR1–PR5. */

export const STATUSES = [
  'present',
  'absent',
  'closed_early',
  'replaced',
  'open_without_trader',
  'occupied_unregistered',
] as const;
export type Status = (typeof STATUSES)[number];

export interface PresenceBody extends Body {
  readonly stall_id?: string;
  readonly trader_id?: string;
  readonly status: Status;
  readonly replaced_by?: string;
}

export interface Mark extends Subject {
  readonly entry_id: string;
  readonly status: Status;
  readonly replaced_by?: string | undefined;
  readonly recorded_at: string;
}

export interface DayMarks {
  /** The one marked first comes first. */
  readonly all: readonly Mark[];
  readonly byPlace: ReadonlyMap<string, readonly Mark[]>;
  /** By `trader_id` or `replaced_by`: whoever was seen, wherever. */
  readonly byTrader: ReadonlyMap<string, readonly Mark[]>;
}

/** Taken back or rejected, a mark says nothing any more. */
const VOID: ReadonlySet<string> = new Set(['cancelled', 'rejected']);

export function marksOn(date: string, entries: Iterable<LocalEntry>): DayMarks {
  const all: Mark[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'presence' || entry.souk_date !== date) continue;
    if (VOID.has(entry.state) || entry.bodiless) continue;
    const { stall_id, trader_id, status, replaced_by } = entry.body as PresenceBody;
    const { entry_id, recorded_at } = entry;
    all.push({
      ...(stall_id && { stall_id }),
      ...(trader_id && { trader_id }),
      ...{ entry_id, recorded_at, status, replaced_by },
    });
  }
  all.sort((a, b) => (a.recorded_at < b.recorded_at ? -1 : 1));
  const byPlace = grouped(all, (mark) => [mark.stall_id]);
  const byTrader = grouped(all, (mark) => [mark.trader_id, mark.replaced_by]);
  return { all, byPlace, byTrader };
}

function grouped(
  marks: readonly Mark[],
  keysOf: (mark: Mark) => (string | undefined)[],
): Map<string, Mark[]> {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    for (const key of keysOf(mark)) {
      if (key) groups.set(key, [...(groups.get(key) ?? []), mark]);
    }
  }
  return groups;
}

/** A place with one known trader is marked as a place; of several, each is marked there. */
export function subjectAt(place: Stall, trader: Trader | null, known: number): Subject {
  if (trader && known > 1) return { stall_id: place.id, trader_id: trader.id };
  return { stall_id: place.id };
}

/** The newest mark about exactly this subject: what a further tap revises. */
export function markOn(marks: DayMarks, subject: Subject): Mark | null {
  const about = subject.stall_id
    ? marks.byPlace.get(subject.stall_id)
    : marks.byTrader.get(subject.trader_id ?? '');
  const same = about?.filter(
    (mark) => mark.trader_id === subject.trader_id && mark.stall_id === subject.stall_id,
  );
  return same?.slice(-1)[0] ?? null;
}

/** What was marked of this trader at this place, directly or through the place. */
export function markAt(marks: DayMarks, place: Stall, trader: Trader): Mark | null {
  const here = marks.byPlace.get(place.id) ?? [];
  const own = here.filter((mark) => mark.trader_id === trader.id).slice(-1)[0];
  return own ?? here.filter((mark) => mark.trader_id === undefined).slice(-1)[0] ?? null;
}

/** What the day says of a trader: a person seen anywhere is a fact (PR5); else the newest mark. */
export function statusOf(marks: DayMarks, trader: Trader, places: readonly Stall[]): Status | null {
  const named = (marks.byTrader.get(trader.id) ?? []).map((mark) =>
    mark.replaced_by === trader.id ? 'present' : mark.status,
  );
  const through = places.flatMap((place) => {
    const mark = markAt(marks, place, trader);
    return mark && mark.trader_id === undefined ? [mark.status] : [];
  });
  const all = [...named, ...through];
  return all.find((status) => status === 'present') ?? all.slice(-1)[0] ?? null;
}

/** How a place is drawn. `open`: nothing recorded, which is never drawn as absent (PR4). */
export type Look = 'present' | 'nothere' | 'other' | 'left' | 'open';

const LOOKS = {
  present: 'present',
  absent: 'nothere',
  closed_early: 'left',
  replaced: 'other',
  open_without_trader: 'other',
  occupied_unregistered: 'other',
} as const satisfies Record<Status, Look>;

export function lookOf(status: Status): Exclude<Look, 'open'> {
  return LOOKS[status];
}

const STRONGEST: readonly Status[] = [
  'present',
  'closed_early',
  'replaced',
  'occupied_unregistered',
  'open_without_trader',
  'absent',
];

/** Of several traders at a place, the strongest mark stands for it; null: nothing recorded. */
export function statusAt(marks: DayMarks, place: Stall): Status | null {
  const here = new Set(marks.byPlace.get(place.id)?.map((mark) => mark.status));
  return STRONGEST.find((status) => here.has(status)) ?? null;
}

export function lookAt(marks: DayMarks, place: Stall): Look {
  const status = statusAt(marks, place);
  return status ? lookOf(status) : 'open';
}
