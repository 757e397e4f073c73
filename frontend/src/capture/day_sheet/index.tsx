import { formatDay, formatNumber, t } from '../../i18n';
import type { Kind } from '../kind';
import { DaySheetMend } from './Form';
import { sheetOf } from './sheet';
import { words } from './words';

/** The souk day as a whole: one sheet by whoever leads it. */
export const daySheet: Kind = {
  code: 'day_sheet',
  icon: 'today',
  title: () => t(words).title,
  begun: () => t(words).title,
  about: ({ souk_date }) => formatDay(souk_date, 'short'),
  fields: ({ body }) => {
    const say = t(words);
    const sheet = sheetOf(body);
    const { special_day, visitors_band, waste_kg, note } = sheet;
    const all = [
      { path: 'weather', name: say.weather, value: sheet.weather.map((w) => say[w]).join('، ') },
      { path: 'special_day', name: say.special_day, value: special_day && say[special_day] },
      {
        path: 'visitors_band',
        name: say.visitors_band,
        value: visitors_band && say[visitors_band],
      },
      {
        path: 'waste_kg',
        name: say.waste_kg,
        value: waste_kg && `${formatNumber(+waste_kg)} ${say.kg}`,
      },
      { path: 'note', name: say.note, value: note },
    ];
    return all.filter(({ value }) => value);
  },
  Mend: DaySheetMend,
};
