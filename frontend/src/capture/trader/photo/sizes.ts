/** How small a photo is drawn until it is small enough to send. Pure. */

/** Of the bytes that travel; the server's own limit leaves room above it (ME2). */
export const PHOTO_BYTES = 60_000;
/** Pixels of the long edge; each is tried at each quality before the next. */
const LONG_EDGES = [1280, 1024, 800, 640, 480, 320];
const QUALITIES = [0.8, 0.65, 0.5, 0.35];

export interface Attempt {
  readonly width: number;
  readonly height: number;
  /** 0 to 1, as a browser's encoder takes it. */
  readonly quality: number;
}

/** From the best to the smallest; a picture is never drawn larger than it is. */
export function attemptsFor(width: number, height: number): readonly Attempt[] {
  const long = Math.max(width, height);
  const edges = LONG_EDGES.filter((edge) => edge < long);
  const first = Math.min(long, LONG_EDGES[0] as number);
  return [...new Set([first, ...edges])].flatMap((edge) =>
    QUALITIES.map((quality) => ({
      width: Math.max(1, Math.round((width * edge) / long)),
      height: Math.max(1, Math.round((height * edge) / long)),
      quality,
    })),
  );
}

/** The first attempt that fits; null if none does, and for what cannot be drawn at all. */
export async function firstThatFits(
  attempts: readonly Attempt[],
  draw: (attempt: Attempt) => Promise<Uint8Array<ArrayBuffer> | null>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  for (const attempt of attempts) {
    const bytes = await draw(attempt);
    if (bytes && bytes.length <= PHOTO_BYTES) return bytes;
  }
  return null;
}
