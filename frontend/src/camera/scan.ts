/** Reads codes with the camera, by the phone's own detector where there is one. */

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type WithDetector = typeof globalThis & {
  readonly BarcodeDetector?: new (options?: { formats: readonly string[] }) => Detector;
};
/** The text of a code in the picture of the moment. */
export type Reader = (video: HTMLVideoElement) => Promise<string | null>;

const LOOK_EVERY_MS = 200;

export function canScan(): boolean {
  return Boolean((globalThis as WithDetector).BarcodeDetector && navigator.mediaDevices);
}

/** Null where the browser has none. `all`: of bars too, as far as the phone knows them. */
export function ownReader(codes: 'qr' | 'all' = 'qr'): Reader | null {
  const { BarcodeDetector } = globalThis as WithDetector;
  if (!BarcodeDetector) return null;
  const detector =
    codes === 'qr' ? new BarcodeDetector({ formats: ['qr_code'] }) : new BarcodeDetector();
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

/** The phone's own, or else ours, which reads QR and is fetched when first needed. */
export async function anyReader(codes: 'qr' | 'all' = 'qr'): Promise<Reader> {
  return ownReader(codes) ?? (await (await import('./read-frame')).frameReader());
}

/**
 * Shows the rear camera in `video` until a code is seen.
 * @returns its text, or null if `stop` was called for first
 * @throws DOMException when the camera is refused or taken
 */
export async function scan(video: HTMLVideoElement, stop: AbortSignal): Promise<string | null> {
  const read = ownReader();
  if (!read) return null;
  const seen = codesSeen(video, stop, read);
  const first = await seen.next();
  await seen.return(undefined);
  return first.value ?? null;
}

/**
 * Shows the rear camera in `video` until `stop`, or until nobody wants more; a code that stays in the
 * picture is seen again and again.
 * @throws DOMException when the camera is refused or taken
 */
export async function* codesSeen(
  video: HTMLVideoElement,
  stop: AbortSignal,
  read: Reader,
): AsyncGenerator<string, undefined, undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stop.aborted) {
      const found = await read(video);
      if (found !== null) yield found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
