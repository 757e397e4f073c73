import { createContext } from 'preact';
import type { Form } from './form.ts';
import { languagesFrom } from './text.ts';
import type { FileOfForm, Media } from './types.ts';

/** Where the bytes of a picture or a sound come from, by their SHA-256; null while they are not here. */
export type FileSource = (sha256: string) => Promise<ArrayBuffer | null>;

export const Files = createContext<FileSource>(async () => null);

/** The picture, or the sound, in the person's language, else in one that has it. */
export function fileIn(
  form: Form,
  media: Readonly<Record<string, Media>> | undefined,
  kind: keyof Media,
  lang: string,
): FileOfForm | null {
  if (!media) return null;
  const names = languagesFrom(form, lang).map((language) => media[language]?.[kind]);
  return form.compiled.files?.[names.find(Boolean) ?? ''] ?? null;
}
