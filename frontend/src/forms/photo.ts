import { type ComponentType, createContext } from 'preact';

export interface PhotoWayProps {
  /** Of the photo that is the answer, hexadecimal. */
  readonly digest: string | null;
  readonly onDigest: (digest: string | null) => void;
}

/** How a photo is taken and kept, which is the caller's: forms know no store. Null where none may be. */
export const PhotoWay = createContext<ComponentType<PhotoWayProps> | null>(null);
