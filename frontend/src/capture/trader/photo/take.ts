import type { Photo } from '../../../entries/medium';
import { hexOf } from '../../../entries/op';
import { bare, typeOf } from './bare';
import { type Attempt, attemptsFor, firstThatFits } from './sizes';

export interface Taken {
  readonly photo: Photo;
  readonly bytes: ArrayBuffer;
}

/**
 * Draws a picture of the camera or of a file anew, small enough to send, with nothing of what the
 * camera wrote into it (ME10).
 * @returns null for what the browser cannot read as a picture
 */
export async function takePhoto(file: Blob): Promise<Taken | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  try {
    const attempts = attemptsFor(picture.width, picture.height);
    const drawn = await firstThatFits(attempts, (attempt) => drawnAs(picture, attempt));
    return drawn && named(drawn);
  } finally {
    picture.close();
  }
}

async function named(drawn: Uint8Array<ArrayBuffer>): Promise<Taken> {
  const { buffer } = drawn;
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', buffer));
  return { photo: { sha256, type: typeOf(drawn), bytes: buffer.byteLength }, bytes: buffer };
}

async function drawnAs(
  picture: ImageBitmap,
  { width, height, quality }: Attempt,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const paper = canvas.getContext('2d', { alpha: false });
  if (!paper) return null;
  paper.fillStyle = 'white';
  paper.fillRect(0, 0, width, height);
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(picture, 0, 0, width, height);
  // Where the browser writes no WebP it answers PNG, which is far too large.
  const webp = await encoded(canvas, 'image/webp', quality);
  const blob = webp?.type === 'image/webp' ? webp : await encoded(canvas, 'image/jpeg', quality);
  return blob && bare(new Uint8Array(await blob.arrayBuffer()));
}

function encoded(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
