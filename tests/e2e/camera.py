"""What a phone's camera hands over: a large JPEG that says where it was taken."""

import base64

from playwright.sync_api import FilePayload, Page

from tests.photos import as_a_camera

# A stall under its awning, with grain so fine that the picture does not pack small.
DRAW = """
() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
  const paper = canvas.getContext('2d');
  const band = (colour, x, y, w, h) => { paper.fillStyle = colour; paper.fillRect(x, y, w, h); };
  band('#9cc7e8', 0, 0, 2400, 900);
  band('#b79262', 0, 900, 2400, 900);
  for (let i = 0; i < 12; i++) band(i % 2 ? '#f4efe4' : '#a3312a', i * 200, 200, 200, 260);
  band('#5b4326', 120, 460, 40, 900);
  band('#5b4326', 2240, 460, 40, 900);
  band('#7a5a34', 160, 1080, 2080, 90);
  const goods = ['#d98a1f', '#6f8f2f', '#c23b22', '#e3c04a', '#7d4a86', '#4f7a3a'];
  let seed = 7;
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  goods.forEach((colour, crate) => {
    band('#8f6b3c', 200 + crate * 340, 880, 300, 200);
    for (let n = 0; n < 260; n++) {
      paper.fillStyle = colour;
      paper.beginPath();
      paper.arc(215 + crate * 340 + next() * 270, 890 + next() * 150, 12 + next() * 8, 0, 7);
      paper.fill();
      paper.stroke();
    }
  });
  const pixels = paper.getImageData(0, 0, 2400, 1800);
  for (let i = 0; i < pixels.data.length; i += 4) {
    const grain = (next() - 0.5) * 46;
    for (let c = 0; c < 3; c++) pixels.data[i + c] += grain;
  }
  paper.putImageData(pixels, 0, 0);
  return canvas.toDataURL('image/jpeg', 0.92);
}
"""


def take_picture(page: Page) -> FilePayload:
    """Drawn by the browser, since no camera is at hand; the block with the place is a camera's."""
    drawn: str = page.evaluate(DRAW)
    jpeg = base64.b64decode(drawn.partition(",")[2])
    return {"name": "IMG_0031.jpg", "mimeType": "image/jpeg", "buffer": as_a_camera(jpeg)}
