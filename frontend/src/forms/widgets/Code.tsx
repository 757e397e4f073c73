import { useEffect, useRef, useState } from 'preact/hooks';
import { anyReader, codesSeen } from '../../camera/scan';
import { t } from '../../i18n';
import { Button, TextField } from '../../ui';
import { words } from '../words.ts';
import type { WidgetProps } from './types.ts';

/** A barcode or QR code: seen by the camera, or written by hand. */
export function Code({ answer, error, warning, onAnswer, onNext }: WidgetProps) {
  const say = t(words);
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState(false);
  const seen = (text: string) => {
    setOpen(false);
    onAnswer(text);
  };
  const fail = () => {
    setOpen(false);
    setRefused(true);
  };
  return (
    <div class="column">
      {open && <Camera onSeen={seen} onRefused={fail} />}
      {'mediaDevices' in navigator && (
        <Button icon="qr" onClick={() => setOpen(!open)}>
          {open ? say.stop_scanning : say.scan_code}
        </Button>
      )}
      {refused && (
        <p class="small" role="status">
          {say.no_camera}
        </p>
      )}
      <TextField
        label={say.code_by_hand}
        ltr
        value={typeof answer === 'string' ? answer : ''}
        onInput={onAnswer}
        onEnter={onNext}
        error={error}
        warning={warning}
      />
    </div>
  );
}

interface CameraProps {
  onSeen: (text: string) => void;
  onRefused: () => void;
}

function Camera({ onSeen, onRefused }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera is opened once
  useEffect(() => {
    const stop = new AbortController();
    if (video.current) firstCode(video.current, stop.signal).then(onSeen, onRefused);
    return () => stop.abort();
  }, []);
  return <video ref={video} class="camera" muted playsInline />;
}

/** Until one is seen; never once `stop` was called for. */
async function firstCode(video: HTMLVideoElement, stop: AbortSignal): Promise<string> {
  const read = await anyReader('all');
  for await (const text of codesSeen(video, stop, read)) if (text) return text;
  return new Promise(() => undefined);
}
