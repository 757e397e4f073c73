import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Photo } from '../../entries/medium';
import { Files } from '../../forms/files';
import { PhotoWay, type PhotoWayProps } from '../../forms/photo';
import { entries } from '../../store';
import { formFile } from '../../store/form-files';
import type { Children } from '../../ui';
import { agreedToPhoto } from '../trader/photo/agreed';
import { mediaOf, PhotoField } from '../trader/photo/PhotoField';

/** The photo of a survey: its digest is the answer, the draft names it and keeps its bytes (ME1). */

interface KeptPhoto {
  readonly photo: Photo | null;
  readonly keep: (photo: Photo | null, media?: ReadonlyMap<string, ArrayBuffer>) => void;
}

interface WithPhotoProps extends KeptPhoto {
  trader_id: string | undefined;
  children: Children;
}

const Kept = createContext<KeptPhoto>({ photo: null, keep: () => undefined });

/**
 * Around the questions: photos may be taken where the trader agreed to them, as far as this phone knows;
 * what the form shows and plays lies on the phone.
 */
export function WithPhoto({ trader_id, photo, keep, children }: WithPhotoProps) {
  const agreed = trader_id !== undefined && agreedToPhoto(trader_id, entries.value.values());
  const kept = useMemo(() => ({ photo, keep }), [photo, keep]);
  return (
    <Kept.Provider value={kept}>
      <PhotoWay.Provider value={agreed ? Way : null}>
        <Files.Provider value={formFile}>{children}</Files.Provider>
      </PhotoWay.Provider>
    </Kept.Provider>
  );
}

function Way({ digest, onDigest }: PhotoWayProps) {
  const { photo, keep } = useContext(Kept);
  return (
    <PhotoField
      photo={photo?.sha256 === digest ? photo : null}
      onPhoto={(taken, bytes) => {
        keep(taken, mediaOf(taken, bytes));
        onDigest(taken?.sha256 ?? null);
      }}
    />
  );
}
