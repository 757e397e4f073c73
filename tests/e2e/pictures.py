"""Small pictures: a screen has few colours, so a palette holds it in a third of the bytes."""

import base64
import zlib

from playwright.sync_api import BrowserContext, Page

# Flat colours first, by how much of the screen they fill; edges of letters take the nearest.
_ENCODE = """
async ([source, colours]) => {
  const blob = await (await fetch(source)).blob();
  const image = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([pixel]) => pixel);
  const palette = byCount.slice(0, colours);
  const near = new Map(palette.map((pixel, index) => [pixel, index]));
  const part = (pixel, shift) => (pixel >>> shift) & 255;
  for (const pixel of byCount.slice(colours)) {
    let best = 0;
    let least = Infinity;
    palette.forEach((other, index) => {
      const apart = [0, 8, 16].reduce((sum, s) => sum + (part(pixel, s) - part(other, s)) ** 2, 0);
      if (apart < least) [best, least] = [index, apart];
    });
    near.set(pixel, best);
  }
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = near.get(pixels[y * width + x]);
  const squeezed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const data = new Uint8Array(await new Response(squeezed).arrayBuffer());
  let text = '';
  for (const byte of data) text += String.fromCharCode(byte);
  return {
    width, height, data: btoa(text),
    palette: palette.flatMap((pixel) => [part(pixel, 0), part(pixel, 8), part(pixel, 16)]),
  };
}
"""
COLOURS = 128


class Palette:
    """Encodes pictures in a page of its own, so that no imaging library is needed."""

    def __init__(self, context: BrowserContext) -> None:
        self._page: Page = context.new_page()

    def png(self, picture: bytes) -> bytes:
        """The same picture, indexed."""
        source = "data:image/png;base64," + base64.b64encode(picture).decode()
        drawn = self._page.evaluate(_ENCODE, [source, COLOURS])
        head = drawn["width"].to_bytes(4) + drawn["height"].to_bytes(4) + bytes((8, 3, 0, 0, 0))
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _chunk(b"IHDR", head),
                _chunk(b"PLTE", bytes(drawn["palette"])),
                _chunk(b"IDAT", base64.b64decode(drawn["data"])),
                _chunk(b"IEND", b""),
            )
        )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
