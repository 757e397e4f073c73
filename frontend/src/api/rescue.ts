/** A file of unsent work as it travels, one to a line of a `.rahba` file (RS1, RS5). */
export interface RescueFile {
  readonly format: 1;
  readonly market_id: string;
  readonly person_id: string;
  readonly device_id: string;
  readonly made_at: string;
  readonly key: { readonly version: number; readonly wrapped: string };
  /** base64url without padding, as all bytes here. */
  readonly ops: readonly string[];
  readonly count: number;
  /** Not in files of older apps. */
  readonly photos?: readonly SealedPhoto[];
  readonly signature: string;
}

/** A row of the store as it lies there; `sha256` and `type` are those of the bytes in it. */
export interface SealedPhoto {
  readonly sha256: string;
  readonly type: string;
  readonly sealed: string;
}

/**
 * What came of each op, in the order of the file, and how many came to what. A photo is `waiting` until
 * what names it is taken: the file must come once more then.
 */
export interface RescueAnswer {
  readonly photos?: readonly {
    readonly sha256: string;
    readonly state: 'received' | 'erased' | 'refused' | 'waiting';
  }[];
  readonly results: readonly { readonly op_id: string | null; readonly code: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Null: it is no such file. Whether it may be believed, the server says. */
export function readRescue(text: string): readonly RescueFile[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  try {
    const files = lines.map((line) => JSON.parse(line) as Partial<RescueFile>);
    return files.length > 0 && files.every(isRescue) ? (files as RescueFile[]) : null;
  } catch {
    return null;
  }
}

function isRescue(file: Partial<RescueFile> | null): boolean {
  return (
    file?.format === 1 &&
    typeof file.signature === 'string' &&
    typeof file.market_id === 'string' &&
    Array.isArray(file.ops) &&
    file.ops.length === file.count
  );
}
