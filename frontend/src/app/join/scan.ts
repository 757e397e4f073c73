/** Reads a QR code with the phone's own detector, where there is one. */

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type WithDetector = typeof globalThis & {
  readonly BarcodeDetector?: new (options: { formats: readonly string[] }) => Detector;
};

const LOOK_EVERY_MS = 200;

export function canScan(): boolean {
  return Boolean((globalThis as WithDetector).BarcodeDetector && navigator.mediaDevices);
}

/**
 * Shows the rear camera in `video` until a code is seen.
 * @returns its text, or null if `stop` was called for first
 * @throws DOMException when the camera is refused or taken
 */
export async function scan(video: HTMLVideoElement, stop: AbortSignal): Promise<string | null> {
  const { BarcodeDetector } = globalThis as WithDetector;
  if (!BarcodeDetector) return null;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stop.aborted) {
      const [found] = await detector.detect(video);
      if (found) return found.rawValue;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
