import { describe, expect, test } from 'vitest';
import { agreedToPhoto } from '../../../src/capture/trader/photo/agreed';
import { bare, typeOf } from '../../../src/capture/trader/photo/bare';
import {
  type Attempt,
  attemptsFor,
  firstThatFits,
  PHOTO_BYTES,
} from '../../../src/capture/trader/photo/sizes';
import type { LocalEntry } from '../../../src/entries/types';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
    ),
  );
const block = (mark: number, data: string) => [0xff, mark, 0, data.length + 2, ...bytes(data)];
const chunk = (name: string, data: number[]) => [
  ...bytes(name),
  ...[data.length, 0, 0, 0],
  ...data,
  ...(data.length % 2 ? [0] : []),
];
const riff = (...chunks: number[][]) => {
  const body = [...bytes('WEBP'), ...chunks.flat()];
  return bytes('RIFF', [body.length, 0, 0, 0], body);
};
const SCAN = [0xff, 0xda, 0, 2, 1, 2, 0xff, 0, 3, 0xff, 0xd9];

describe('ME10: the size of a photo', () => {
  test('nothing that cannot be drawn small enough is kept', async () => {
    const large = async () => new Uint8Array(PHOTO_BYTES + 1);
    expect(await firstThatFits(attemptsFor(4000, 3000), large)).toBeNull();
    expect(await firstThatFits(attemptsFor(4000, 3000), async () => null)).toBeNull();
  });

  test('the best that fits is taken, and nothing smaller is drawn after it', async () => {
    const tried: Attempt[] = [];
    const drawn = await firstThatFits(attemptsFor(4000, 3000), async (attempt) => {
      tried.push(attempt);
      return new Uint8Array(Math.round(attempt.width * attempt.height * attempt.quality * 0.11));
    });
    expect(drawn?.length).toBeLessThanOrEqual(PHOTO_BYTES);
    expect(tried.map(({ width, quality }) => [width, quality])).toEqual([
      [1280, 0.8],
      [1280, 0.65],
      [1280, 0.5],
      [1280, 0.35],
    ]);
  });

  test('the long edge is 1,280 at most, whichever it is, and no picture grows', () => {
    const all = (width: number, height: number) => attemptsFor(width, height);
    expect(all(3000, 4000)[0]).toMatchObject({ width: 960, height: 1280 });
    expect(all(4000, 3000)[0]).toMatchObject({ width: 1280, height: 960 });
    expect(Math.max(...all(700, 500).map(({ width }) => width))).toBe(700);
    expect(all(8000, 1).every(({ height }) => height === 1)).toBe(true);
    expect(all(1280, 960).map(({ width }) => width)).toEqual(
      [...all(1280, 960)].map(({ width }) => width).sort((a, b) => b - a),
    );
  });
});

describe('ME10: what a photo holds besides the picture', () => {
  test('what is neither a JPEG nor a WebP is no photo', () => {
    expect(bare(bytes('PNG'))).toBeNull();
    expect(bare(bytes([0xff, 0xd8], block(0xe1, 'Exif')))).toBeNull();
  });

  test('of a JPEG, EXIF, XMP, colour profile and comments go; format and picture stay', () => {
    const jfif = block(0xe0, 'JFIF');
    const table = block(0xdb, 'table');
    const full = bytes(
      [0xff, 0xd8],
      jfif,
      block(0xe1, 'Exif 31 N'),
      block(0xe2, 'ICC_PROFILE'),
      block(0xed, 'Photoshop'),
      block(0xfe, 'made by'),
      table,
      SCAN,
    );
    const left = bare(full);
    expect(left).toEqual(bytes([0xff, 0xd8], jfif, table, SCAN));
    expect(typeOf(full)).toBe('image/jpeg');
  });

  test('of a WebP, profile, EXIF and XMP go, and its head announces none of them', () => {
    const picture = chunk('VP8 ', [1, 2, 3]);
    const head = (flags: number) => chunk('VP8X', [flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
    const full = riff(
      head(0x3c),
      chunk('ICCP', [9, 9, 9]),
      picture,
      chunk('EXIF', [7, 7]),
      chunk('XMP ', [8]),
    );
    expect(bare(full)).toEqual(riff(head(0x10), picture));
    expect(typeOf(full)).toBe('image/webp');
  });
});

describe('ME1: a photo is offered', () => {
  const said = (purpose: string, decision: string, at: number, state = 'saved') =>
    ({
      kind: 'consent',
      state,
      recorded_at: `2026-11-20T08:0${at}:00Z`,
      body: { trader_id: 't', purpose, decision },
    }) as unknown as LocalEntry;

  test('to nobody of whom this phone knows no yes', () => {
    expect(agreedToPhoto('t', [])).toBe(false);
    expect(agreedToPhoto('t', [said('registration', 'given', 1)])).toBe(false);
    expect(agreedToPhoto('t', [said('photo', 'given', 1, 'cancelled')])).toBe(false);
    expect(agreedToPhoto('other', [said('photo', 'given', 1)])).toBe(false);
  });

  test('no more once it was withdrawn, or the person asked to be taken off the list', () => {
    const yes = said('photo', 'given', 1);
    expect(agreedToPhoto('t', [said('photo', 'withdrawn', 2), yes])).toBe(false);
    expect(agreedToPhoto('t', [yes, said('registration', 'withdrawn', 2)])).toBe(false);
  });

  test('where the last word is yes', () => {
    const no = said('photo', 'refused', 1);
    expect(agreedToPhoto('t', [no, said('photo', 'given', 2)])).toBe(true);
    expect(agreedToPhoto('t', [said('registration', 'given', 1), said('photo', 'given', 1)])).toBe(
      true,
    );
  });
});
