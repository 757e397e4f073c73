import { useRef } from 'preact/hooks';
import { t } from '../../i18n';
import { Button } from '../../ui';
import { words } from './words';

const FORMS =
  '.xlsx,.xml,.zip,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/xml';

/** An XLSForm or an XForm from the coach's computer, or a zip of it with its pictures and sounds. */
export function FileButton({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const say = t(words);
  return (
    <>
      <input
        ref={input}
        class="hidden"
        type="file"
        accept={FORMS}
        tabIndex={-1}
        aria-label={say.check}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // so that the same file, mended, can be chosen again
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button kind="main" icon="plus" busy={busy} onClick={() => input.current?.click()}>
        {busy ? say.checking : say.check}
      </Button>
    </>
  );
}
