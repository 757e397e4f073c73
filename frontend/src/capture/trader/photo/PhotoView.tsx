import { useEffect, useState } from 'preact/hooks';
import type { Photo } from '../../../entries/medium';
import { t } from '../../../i18n';
import { photoBytes } from '../../../store';
import { words } from './words';
import './photo.css';

/** A photo from this phone's own store; nothing where its bytes are not, or no more. */
export function PhotoView({ photo }: { photo: Photo }) {
  const url = usePhotoUrl(photo);
  return url && <img class="photo" src={url} alt={t(words).photo} />;
}

function usePhotoUrl({ sha256, type }: Photo): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    void photoBytes(sha256).then((bytes) => {
      if (!bytes || left) return;
      made = URL.createObjectURL(new Blob([bytes], { type }));
      setUrl(made);
    });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [sha256, type]);
  return url;
}
