import { t } from '../../i18n';
import { kindName } from '../kinds';
import { sectionName } from '../names';
import type { QueueItem } from '../types';
import { words } from './words';

type Titled = Pick<QueueItem, 'kind' | 'title'>;

/** What tells this entry from its neighbours. A survey stands under its card code, never beside a name. */
export function subjectOf({ kind, title }: Titled): string {
  const place = title.stall_number ? t(words).place({ number: String(title.stall_number) }) : '';
  const candidates = kind === 'survey' ? [title.badge, place] : [place, title.trader, title.badge];
  const section = title.section ? sectionName(title.section) : '';
  return candidates.find(Boolean) || section;
}

/** «استمارة · K-0457-3» in one line of plain text. */
export function titleText(item: Titled): string {
  return [kindName(item.kind), subjectOf(item)].filter(Boolean).join(' · ');
}
