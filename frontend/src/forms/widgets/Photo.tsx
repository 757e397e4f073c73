import { useContext } from 'preact/hooks';
import { t } from '../../i18n';
import { Banner, FieldNotes } from '../../ui';
import { PhotoWay } from '../photo.ts';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

/** A photo, where the one asked agreed to photos; nothing is kept of anybody else. */
export function Photo({ question, answer, error, warning, onAnswer }: WidgetProps) {
  const Way = useContext(PhotoWay);
  if (!Way) return <Banner icon="info">{t(words).no_photo}</Banner>;
  return (
    <div class="ask">
      <Way digest={typeof answer === 'string' ? answer : null} onDigest={onAnswer} />
      <FieldNotes id={question.path} error={error} warning={warning} />
    </div>
  );
}
