import { photoOf } from '../../../entries/medium';
import { t } from '../../../i18n';
import type { LocalEntry } from '../../../store';
import { SubHead } from '../../../ui';
import { PhotoView } from './PhotoView';
import { words } from './words';

/** The photo of an entry, and where its bytes are. */
export function PhotoOf({ entry }: { entry: LocalEntry }) {
  const say = t(words);
  const photo = photoOf(entry.body);
  if (!photo) return null;
  return (
    <>
      <SubHead>{say.photo}</SubHead>
      <section class="pad column air">
        {entry.photo && <PhotoView photo={photo} />}
        <p class="small">{say[entry.photo ?? 'not_here']}</p>
      </section>
    </>
  );
}
