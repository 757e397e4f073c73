import type { RescueAnswer, RescueFile } from '../api/rescue';
import { query, request } from './http';
import type { Places } from './places/types';
import type { DayCode, Team, UnlockCode } from './team/types';
import type {
  ApiKey,
  BulkResult,
  Calendar,
  CalendarRule,
  Cards,
  ClosedDay,
  Decided,
  Decision,
  DeskPerson,
  Duplicate,
  EntryDetail,
  Friday,
  Invitation,
  Me,
  Merge,
  NewZone,
  OpenInvitation,
  PasswordCode,
  Presence,
  Projection,
  QueuePage,
  ReviewDay,
  Role,
  SoukHours,
  TraderPage,
  TradesDocument,
  Why,
  Zones,
} from './types';

/** Every call that the desk makes; each raises `Problem`. */

const post = <T>(path: string, body?: unknown) => request<T>(path, { method: 'POST', body });

export const takeRescue = (file: RescueFile) => post<RescueAnswer>('/rescue', file);

export const signIn = (login: string, password: string) =>
  post<Me>('/desk/login', { login, password });
export const signOut = () => post<void>('/desk/logout');
export const readMe = () => request<Me>('/desk/me');

export const readTrades = () => request<TradesDocument>('/catalog/trades');

export const readDays = () => request<ReviewDay[]>('/review/days');
export const readFriday = (date: string) => request<Friday>(`/review/days/${date}`);
export const closeDay = (date: string) => post<ClosedDay>(`/review/days/${date}/close`);
export const lockDay = (date: string) => post<void>(`/review/days/${date}/lock`);
export const reopenDay = (date: string, reason: string) =>
  post<void>(`/review/days/${date}/reopen`, { reason });

export interface QueueFilter {
  readonly date: string;
  readonly step: string;
  readonly kind?: string;
  readonly section?: string;
  readonly author?: string;
  readonly state?: string;
}
export const readQueue = (filter: QueueFilter, cursor: string | null = null, limit = 60) =>
  request<QueuePage>(`/review/queue${query({ ...filter, cursor, limit })}`);
export const readEntry = (id: string) => request<EntryDetail>(`/review/entries/${id}`);
export const decide = (id: string, decision: Decision) =>
  post<Decided>(`/review/entries/${id}/decision`, decision);
export const decideMany = (decisions: readonly (Decision & { entry_id: string })[]) =>
  post<{ results: BulkResult[] }>('/review/decisions', { decisions });
export const undoReviews = (reviewIds: readonly string[], decisionId: string) =>
  post<{ results: BulkResult[] }>('/review/undo', {
    decision_id: decisionId,
    review_ids: reviewIds,
  });
export const undoPolicies = (date: string, decisionId: string) =>
  post<{ undone: number }>(`/review/days/${date}/policies/undo`, { decision_id: decisionId });

export const readDuplicates = () => request<Duplicate[]>('/review/duplicates');
export const readMerges = () => request<Merge[]>('/review/merges');
export const merge = (fromId: string, toId: string) =>
  post<{ alias_id: string }>('/review/merges', { from_id: fromId, to_id: toId });
export const undoMerge = (aliasId: string) => post<void>(`/review/merges/${aliasId}/undo`);

export const readCalendar = () => request<Calendar>('/calendar');
export const setRule = (rule: CalendarRule) =>
  request<Calendar>('/calendar/rule', { method: 'PUT', body: rule });
export const addDay = (date: string, reason: Why) =>
  post<Calendar>('/calendar/days', { date, reason });
export const cancelDay = (date: string, reason: Why) =>
  post<Calendar>(`/calendar/days/${date}/cancel`, { reason });
export const moveDay = (date: string, to: string, reason: Why) =>
  post<Calendar>(`/calendar/days/${date}/move`, { to, reason });
export const undoDay = (date: string) => post<Calendar>(`/calendar/days/${date}/undo`);
export const setHours = (hours: Omit<SoukHours, 'id'>) => post<Calendar>('/calendar/hours', hours);
export const endHours = (id: string) => post<Calendar>(`/calendar/hours/${id}/end`);

/** Custody of the current souk day, or of another one. */
export const readTeam = (day = '') => request<Team>(`/team${query({ day })}`);
export const addPerson = (person: Omit<DeskPerson, 'id'> & { role: Role }) =>
  post<DeskPerson>('/team/people', person);
export const invite = (personId: string) =>
  post<Invitation>('/team/invitations', { person_id: personId });
export const readInvitations = () => request<OpenInvitation[]>('/team/invitations');
export const showInvitation = (id: string) => request<Invitation>(`/team/invitations/${id}`);
export const takeBackInvitation = (id: string) => post<void>(`/team/invitations/${id}/revoke`);
export const giveRole = (personId: string, role: Role, starts_on: string, ends_on: string | null) =>
  post<void>(`/team/people/${personId}/roles`, { role, starts_on, ends_on });
export const endRole = (personId: string, role: Role) =>
  post<void>(`/team/people/${personId}/roles/${role}/end`);
export const makePasswordCode = (personId: string, login: string | null) =>
  post<PasswordCode>(`/team/people/${personId}/password-code`, { login });
export const setPassword = (login: string, code: string, password: string) =>
  post<Me>('/desk/password', { login, code, password });

export const readPlaces = (section: string) => request<Places>(`/places/${section}`);
export const orderPlaces = (section: string, lane: number, places: readonly string[]) =>
  post<Places>('/places/order', { section, lane, places });

export const readZones = () => request<Zones>('/zones');
export const giveZone = (zone: NewZone) => post<Zones>('/zones', zone);
export const changeZone = (id: string, zone: NewZone) =>
  request<Zones>(`/zones/${id}`, { method: 'PUT', body: zone });
export const endZone = (id: string) => post<Zones>(`/zones/${id}/end`);

export const readUnlockCode = (deviceId: string) =>
  post<UnlockCode>(`/team/devices/${deviceId}/unlock-code`);
export const readUnlockCodes = () => post<UnlockCode[]>('/team/unlock-codes');
export const readDayCodes = () => request<DayCode[]>('/team/day-codes');
export const revokeDevice = (id: string) => post<void>(`/team/devices/${id}/revoke`);

export const readPresence = (weeks: number) =>
  request<Presence>(`/insight/presence${query({ weeks })}`);
export const readTraders = (q: string, section: string, offset: number) =>
  request<TraderPage>(`/registry/traders${query({ q, section, offset })}`);

export const readCards = (of: { section: string; device: string; offset: number }) =>
  request<Cards>(`/cards${query(of)}`);

export interface NewKey {
  readonly name: string;
  readonly projection: Projection;
  readonly kinds: readonly string[];
  readonly since: string | null;
  readonly expires_at: string | null;
}
export const readKeys = () => request<ApiKey[]>('/keys');
export const makeKey = (key: NewKey) => post<ApiKey & { key: string }>('/keys', key);
export const revokeKey = (id: string) => post<ApiKey>(`/keys/${id}/revoke`);
