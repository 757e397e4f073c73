import type { ComponentType } from 'preact';
import type { Role } from './types';

/** One tab of the desk: its address, who may open it, and where its code is. */
export interface Page {
  readonly name: PageName;
  readonly roles: readonly Role[];
  readonly load: () => Promise<ComponentType<PageProps>>;
  /** Opened from another page, whose tab stays lit: it has none of its own. */
  readonly within?: PageName | undefined;
}
export type PageName =
  | 'friday'
  | 'review'
  | 'calendar'
  | 'places'
  | 'team'
  | 'souk'
  | 'registry'
  | 'cards'
  | 'intake'
  | 'forms'
  | 'requests'
  | 'data';
export interface PageProps {
  /** What follows the page's own name in the address, `#/review/2026-11-20/flagged` → two parts. */
  readonly rest: readonly string[];
}

export const PAGES: readonly Page[] = [
  page('friday', ['coach'], () => import('./friday/Friday').then((m) => m.Friday)),
  page('review', ['coach'], () => import('./review/Review').then((m) => m.Review)),
  page(
    'calendar',
    ['coach', 'admin'],
    () => import('./calendar/Calendar').then((m) => m.Calendar),
    'souk',
  ),
  page('places', ['coach', 'admin'], () => import('./places/Places').then((m) => m.Places), 'souk'),
  page('team', ['coach', 'admin'], () => import('./team/Team').then((m) => m.Team)),
  page('souk', ['coach', 'official'], () => import('./souk/Souk').then((m) => m.Souk)),
  page('registry', ['coach', 'official'], () =>
    import('./registry/Registry').then((m) => m.Registry),
  ),
  page('cards', ['coach'], () => import('./cards/Cards').then((m) => m.Cards), 'registry'),
  page('intake', ['coach'], () => import('./intake/Intake').then((m) => m.Intake), 'registry'),
  page('requests', ['coach', 'official'], () =>
    import('./requests/Requests').then((m) => m.Requests),
  ),
  page('forms', ['coach'], () => import('./forms/Forms').then((m) => m.Forms)),
  page('data', ['coach', 'admin'], () => import('./data/Data').then((m) => m.Data)),
];

function page(name: PageName, roles: readonly Role[], load: Page['load'], within?: PageName): Page {
  let loading: ReturnType<Page['load']> | undefined;
  const once = () => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
    return loading;
  };
  return { name, roles, load: once, within };
}

/** Pages that somebody with `roles` may open, in the order of the tabs; the first is home. */
export function pagesFor(roles: readonly Role[]): readonly Page[] {
  return PAGES.filter((candidate) => candidate.roles.some((role) => roles.includes(role)));
}

/** The page that an address leads to, with the rest of it. `''` and `/` lead home. */
export function pageAt(
  path: string,
  pages: readonly Page[],
): { page: Page | null; rest: readonly string[] } {
  const [name, ...rest] = path.split('/').filter(Boolean).map(decodeURIComponent);
  if (name === undefined) return { page: pages[0] ?? null, rest: [] };
  return { page: pages.find((candidate) => candidate.name === name) ?? null, rest };
}

/** `#/review/2026-11-20/flagged` */
export function addressOf(name: PageName, ...rest: readonly string[]): string {
  return `#/${[name, ...rest].map(encodeURIComponent).join('/')}`;
}
