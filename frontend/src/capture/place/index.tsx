import { t } from '../../i18n';
import type { Kind } from '../kind';
import { sectionName } from '../named';
import { words as shared } from '../words';
import { PlaceMend } from './Form';
import { pitchName } from './PitchChoice';
import type { PlaceBody } from './pitches';
import { words } from './words';

/** Places that a first walk adds. */
export const place: Kind = {
  code: 'place',
  icon: 'plus',
  title: () => t(words).title,
  about: ({ body }) => t(shared).place({ number: String((body as PlaceBody).number ?? '') }),
  fields: ({ body }) => {
    const say = t(words);
    const { rahba, lane, number, pitch } = body as PlaceBody;
    return [
      { path: 'rahba', name: say.section, value: sectionName(rahba) },
      { path: 'lane', name: say.lane, value: String(lane) },
      { path: 'number', name: say.number, value: String(number) },
      { path: 'pitch', name: say.pitch, value: pitchName(pitch) },
    ];
  },
  Mend: PlaceMend,
};
