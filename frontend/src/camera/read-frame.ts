import type { Reader } from './scan';

/** px: more only makes a slow phone slower, and a closing's squares are seen well at that. */
const LONGEST_SIDE = 960;

/** Reads codes where the browser has no detector of its own. */
export async function frameReader(): Promise<Reader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const paper = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!paper || canvas.width === 0) return null;
    paper.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(paper.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return null; // nothing that is a code in this frame
    }
  };
}
