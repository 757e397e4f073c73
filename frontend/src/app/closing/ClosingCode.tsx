import { computed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { day } from '../../capture/now';
import { t } from '../../i18n';
import { syncStatus } from '../../store';
import { theStore } from '../../store/open';
import { ownClosing } from '../../sync/closings';
import { Button, SubHead } from '../../ui';
import './closing.css';
import { QrCode } from './QrCode';
import { words } from './words';

/** ms: a code that stands on the screen stays fresh (QR3). */
const ANEW_EVERY_MS = 60_000;

/** A signal of its own: the progress of a sending makes no new code. */
const unsent = computed(() => `${syncStatus.value.pending} ${syncStatus.value.refused}`);

/** What this phone says of its day, signed, for the coach's phone to read without a network (QR1). */
export function ClosingCode() {
  const say = t(words);
  const text = useClosing(day.value.date);
  const [copied, setCopied] = useState(false);
  if (text === null) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <>
      <SubHead icon="qr">{say.show}</SubHead>
      <section class="pad column air">
        <QrCode text={text} label={say.code} />
        <p class="small soft">{say.show_why}</p>
        <Button size="small" onClick={() => void copy().catch(() => undefined)}>
          {copied ? say.copied : say.copy}
        </Button>
      </section>
    </>
  );
}

/** Made anew each minute, and whenever what is unsent changed. */
function useClosing(souk_date: string): string | null {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    const make = () =>
      ownClosing(theStore(), souk_date).then(
        (made) => here && setText(made),
        () => here && setText(null), // the store was closed: another screen says so
      );
    const unsubscribe = unsent.subscribe(() => void make());
    const timer = setInterval(make, ANEW_EVERY_MS);
    return () => {
      here = false;
      unsubscribe();
      clearInterval(timer);
    };
  }, [souk_date]);
  return text;
}
