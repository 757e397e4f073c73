"""What a phone's camera hands over: a large JPEG that says where it was taken, or a film."""

import base64
from collections.abc import Sequence
from pathlib import Path

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


# px, and frames a second; each picture stands for so many frames, and they come round and round.
WIDTH, HEIGHT = 640, 480
FRAMES_A_SECOND, FRAMES_EACH = 4, 4
# A picture as a camera sees it that is held at a screen: grey, large, with something around it.
HOLD_AT = """
async ([png, width, height]) => {
  const paper = new OffscreenCanvas(width, height).getContext('2d');
  paper.fillStyle = '#777';
  paper.fillRect(0, 0, width, height);
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const side = height * 0.9;
  paper.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side);
  const { data } = paper.getImageData(0, 0, width, height);
  const grey = Array.from({ length: width * height }, (_, i) =>
    Math.round(0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]));
  let packed = '';
  for (const level of grey) packed += String.fromCharCode(level);
  return btoa(packed);
}
"""


def camera_of(film: Path) -> tuple[str, ...]:
    """How a browser is started whose camera sees this, and whose owner lets the app use it."""
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )


def hold_at(page: Page, shown: bytes) -> bytes:
    """The brightness of each point; `shown` is a square cut out of another screen, a PNG."""
    png = base64.b64encode(shown).decode()
    return base64.b64decode(page.evaluate(HOLD_AT, [png, WIDTH, HEIGHT]))


def shoot(film: Path, held: Sequence[bytes]) -> None:
    """Y4M, read anew each time that the camera opens; without colour."""
    colourless = bytes([128]) * (WIDTH * HEIGHT // 2)
    with film.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for bright in held:
            file.write((b"FRAME\n" + bright + colourless) * FRAMES_EACH)
