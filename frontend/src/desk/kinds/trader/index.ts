import type { Body } from '../../../entries/types';
import { formatNumber, t } from '../../../i18n';
import { sectionName, tradeName } from '../../names';
import { answered, type Kind, textAt, wordFor } from '../kind';
import { photoSaid } from '../photo-said';
import { words } from './words';

export const TRADER: Kind = {
  name: () => t(words).name,
  inFiles: true,
  fields(body, about) {
    const say = t(words);
    const name = (path: 'known_as' | 'name_ar' | 'name_latin') => ({
      path,
      label: say[path],
      value: textAt(body, path),
      isolate: true,
    });
    return answered([
      { path: 'action', label: say.action, value: coded(body, 'action') },
      name('known_as'),
      name('name_ar'),
      name('name_latin'),
      { path: 'rahba', label: say.rahba, value: sectionName(textAt(body, 'rahba')) },
      {
        path: 'stall_id',
        label: say.stall,
        value: String(about.title.stall_number ?? ''),
        isolate: true,
      },
      { path: 'trade', label: say.trade, value: tradeName(textAt(body, 'trade')) },
      {
        path: 'trades_other',
        label: say.trades_other,
        value: list(body, 'trades_other').map(tradeName).join(' · '),
      },
      { path: 'badge', label: say.badge, value: textAt(body, 'badge'), isolate: true },
      { path: 'sex', label: say.sex, value: coded(body, 'sex') },
      { path: 'age_band', label: say.age_band, value: coded(body, 'age_band'), isolate: true },
      { path: 'phone', label: say.phone, value: textAt(body, 'phone'), isolate: true },
      { path: 'photo', label: say.photo, ...photoSaid(body) },
      {
        path: 'not_duplicate_of',
        label: say.not_duplicate_of,
        value: count(list(body, 'not_duplicate_of').length),
      },
    ]);
  },
};

/** `sex: "f"` → the word `sex_f`. */
function coded(body: Body, key: string): string {
  const code = textAt(body, key);
  return code && wordFor(words, `${key}_`, code);
}

function list(body: Body, key: string): string[] {
  const value = body[key];
  return Array.isArray(value) ? value.map(String) : [];
}

function count(n: number): string {
  return n === 0 ? '' : formatNumber(n);
}
