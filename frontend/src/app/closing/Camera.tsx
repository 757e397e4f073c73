import { useEffect, useRef, useState } from 'preact/hooks';
import { anyReader, codesSeen } from '../../camera/scan';
import { t } from '../../i18n';
import { Button } from '../../ui';
import { words } from './words';

/** ms for which a code that is still in the picture is not answered again. */
const SAME_FOR_MS = 3000;

/** Open from the first on, and until it is closed: eighteen phones pass by one after the other. */
export function Camera({ onSeen }: { onSeen: (text: string) => Promise<void> }) {
  const say = t(words);
  const [open, setOpen] = useState(Boolean(navigator.mediaDevices));
  const [refused, setRefused] = useState(!navigator.mediaDevices);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!open || !element) return undefined;
    const stop = new AbortController();
    watch(element, stop.signal, onSeen).catch(() => {
      setRefused(true);
      setOpen(false);
    });
    return () => stop.abort();
  }, [open, onSeen]);
  return (
    <section class="pad column air">
      {open && <video ref={video} class="scanner" muted playsInline />}
      {refused && <p role="alert">{say.camera}</p>}
      {navigator.mediaDevices && (
        <Button size="small" icon="camera" onClick={() => setOpen(!open)}>
          {open ? say.close_camera : say.open_camera}
        </Button>
      )}
    </section>
  );
}

async function watch(
  video: HTMLVideoElement,
  stop: AbortSignal,
  onSeen: (text: string) => Promise<void>,
): Promise<void> {
  const read = await anyReader();
  let last = { text: '', until: 0 };
  for await (const text of codesSeen(video, stop, read)) {
    const same = text === last.text && performance.now() < last.until;
    last = { text, until: performance.now() + SAME_FOR_MS };
    if (!same) await onSeen(text);
  }
}
