import { useState } from 'preact/hooks';
import type { Photo } from '../../../entries/medium';
import { t } from '../../../i18n';
import { Acts, Button, Icon, type IconName } from '../../../ui';
import { PhotoView } from './PhotoView';
import { takePhoto } from './take';
import { words } from './words';

interface PhotoFieldProps {
  photo: Photo | null;
  /** Keeps the photo with the draft; `bytes` of a new one. */
  onPhoto: (photo: Photo | null, bytes?: ArrayBuffer) => void;
}

/** A photo of the stall, taken now or chosen; it says beforehand what it must not show. */
export function PhotoField({ photo, onPhoto }: PhotoFieldProps) {
  const say = t(words);
  const [state, setState] = useState<'idle' | 'drawing' | 'unreadable'>('idle');
  const take = async (file: File) => {
    setState('drawing');
    const taken = await takePhoto(file);
    setState(taken ? 'idle' : 'unreadable');
    if (taken) onPhoto(taken.photo, taken.bytes);
  };
  return (
    <fieldset class="photo-field column" aria-describedby="photo-note">
      <legend class="strong">{say.photo}</legend>
      <p id="photo-note" class="row small">
        <Icon name="info" />
        <span>{say.no_faces}</span>
      </p>
      {photo && <PhotoView photo={photo} />}
      <Acts columns={2}>
        <FileButton icon="camera" capture onFile={take}>
          {photo ? say.again : say.take}
        </FileButton>
        <FileButton icon="list" onFile={take}>
          {say.choose}
        </FileButton>
      </Acts>
      <div role="status">
        {state === 'drawing' && <p class="small soft">{say.drawing}</p>}
        {state === 'unreadable' && (
          <p class="st fix">
            <Icon name="fix" />
            <span>{say.unreadable}</span>
          </p>
        )}
      </div>
      {photo && (
        <Button kind="quiet" size="small" icon="cross" onClick={() => onPhoto(null)}>
          {say.remove}
        </Button>
      )}
    </fieldset>
  );
}

/** As a draft takes it. */
export function mediaOf(
  photo: Photo | null,
  bytes: ArrayBuffer | undefined,
): ReadonlyMap<string, ArrayBuffer> | undefined {
  return photo && bytes ? new Map([[photo.sha256, bytes]]) : undefined;
}

interface FileButtonProps {
  icon: IconName;
  /** Opens the camera at the back instead of the files, where there is one. */
  capture?: boolean;
  onFile: (file: File) => Promise<void>;
  children: string;
}

/** The browser's own way to a picture, as large as every other press. */
function FileButton({ icon, capture, onFile, children }: FileButtonProps) {
  return (
    <label class="btn sm file">
      <input
        class="hidden"
        type="file"
        accept="image/*"
        {...(capture && { capture: 'environment' })}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same picture again is a change too.
          if (file) void onFile(file).finally(() => Object.assign(currentTarget, { value: '' }));
        }}
      />
      <Icon name={icon} />
      <span>{children}</span>
    </label>
  );
}
