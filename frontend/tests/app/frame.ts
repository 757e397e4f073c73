/** px for each square of the code, as on a narrow screen. */
const SCALE = 4;

/** The squares of the path, as a camera's frame would hold them. */
export function frameOf(svg: Element) {
  const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
  const side = size * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const path = svg.querySelector('path')?.getAttribute('d') ?? '';
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < SCALE; dy++) {
      const from = ((Number(y) * SCALE + dy) * side + Number(x) * SCALE) * 4;
      for (let dx = 0; dx < SCALE; dx++) data.fill(0, from + dx * 4, from + dx * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}
