import { t } from '../../../i18n';
import { sectionName } from '../../names';
import { answered, type Kind, textAt, wordFor } from '../kind';
import { words } from './words';

export const PLACE: Kind = {
  name: () => t(words).name,
  inFiles: true,
  fields(body) {
    const say = t(words);
    const pitch = textAt(body, 'pitch');
    return answered([
      { path: 'rahba', label: say.section, value: sectionName(textAt(body, 'rahba')) },
      { path: 'lane', label: say.lane, value: textAt(body, 'lane'), isolate: true },
      { path: 'number', label: say.number, value: textAt(body, 'number'), isolate: true },
      { path: 'pitch', label: say.pitch, value: pitch && wordFor(words, 'pitch_', pitch) },
    ]);
  },
};
