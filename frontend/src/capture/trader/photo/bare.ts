/**
 * A photo that holds a picture and nothing else (ME10). A browser draws without a camera's block, yet
 * some write one of their own: a colour profile, or an empty EXIF. The server refuses all of them. Pure.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** @returns null for what is neither a JPEG nor a WebP */
export function bare(bytes: Bytes): Bytes | null {
  if (bytes[0] === 0xff && bytes[1] === SOI) return bareJpeg(bytes);
  return nameAt(bytes, 0) === 'RIFF' && nameAt(bytes, 8) === 'WEBP' ? bareWebp(bytes) : null;
}

export function typeOf(bytes: Bytes): 'image/jpeg' | 'image/webp' {
  return bytes[0] === 0xff ? 'image/jpeg' : 'image/webp';
}

const SOI = 0xd8;
const SOS = 0xda;
const JFIF = 0xe0;
const COMMENT = 0xfe;

/** Application blocks and comments go, but for the first that names the format. */
function bareJpeg(bytes: Bytes): Bytes | null {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at] === 0xff) {
    const mark = bytes[at + 1] ?? 0;
    // From the scan on there is only picture.
    if (mark === SOS) return joined([...kept, bytes.subarray(at)]);
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    const tells = (mark > JFIF && mark <= 0xef) || mark === COMMENT;
    if (!tells) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

const PICTURE = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);
/** Bits of VP8X that announce chunks which are left out: colour profile, EXIF, XMP. */
const ANNOUNCED = 0x20 | 0x08 | 0x04;

function bareWebp(bytes: Bytes): Bytes | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Bytes[] = [bytes.slice(0, 12)];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    const name = nameAt(bytes, at);
    if (PICTURE.has(name)) kept.push(bytes.slice(at, end));
    at = end;
  }
  const whole = joined(kept);
  if (nameAt(whole, 12) === 'VP8X') whole[20] = (whole[20] ?? 0) & ~ANNOUNCED;
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

function nameAt(bytes: Bytes, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
