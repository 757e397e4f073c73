import { formatNumber, t } from '../../../i18n';
import { answered, type Kind, textAt, wordFor } from '../kind';
import { words } from './words';

export const DAY_SHEET: Kind = {
  name: () => t(words).name,
  inFiles: true,
  fields(body) {
    const say = t(words);
    const weather = Array.isArray(body.weather) ? body.weather : [];
    const special = textAt(body, 'special_day');
    const waste = body.waste_kg;
    return answered([
      {
        path: 'weather',
        label: say.weather,
        value: weather.map((code) => wordFor(words, 'weather_', code)).join(' · '),
      },
      {
        path: 'special_day',
        label: say.special_day,
        value: special && wordFor(words, 'special_', special),
      },
      {
        path: 'waste_kg',
        label: say.waste_kg,
        value: typeof waste === 'number' ? formatNumber(waste) : '',
        isolate: true,
      },
      {
        path: 'visitors_band',
        label: say.visitors_band,
        value: textAt(body, 'visitors_band'),
        isolate: true,
      },
      { path: 'note', label: say.note, value: textAt(body, 'note'), isolate: true },
    ]);
  },
};
