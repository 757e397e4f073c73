import { total } from './numbers.ts';
import { toText, type Value } from './values.ts';

/** Functions of places. The twin of `backend/rahba/forms/geometry.py`, where the reasons stand. */

const RADIUS = 6_378_100;
const POINT = /^\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)(?:\s+-?[\d.]+){0,2}\s*$/;

type Point = readonly [lat: number, lon: number];

/** Metres along the points, to the centimetre. */
export function distance(...values: Value[]): number {
  const points = pointsOf(values);
  if (points.length < 2) return Number.NaN;
  return centimetres(total(pairs(points).map(([a, b]) => between(a, b))));
}

/** Square metres within the points, to two places. */
export function area(value: Value = ''): number {
  const points = pointsOf([value]);
  const first = points[0];
  if (!first || points.length < 3) return 0;
  const parts = pairs([...points, first]).map(
    ([a, b]) => radians(b[1] - a[1]) * (2 + Math.sin(radians(b[0])) + Math.sin(radians(a[0]))),
  );
  return centimetres(Math.abs((total(parts) * RADIUS * RADIUS) / 2));
}

/** Whether the point lies within the shape, whose first point is also its last. */
export function geofence(point: Value = '', shape: Value = ''): boolean {
  const [found, ring] = [pointsOf([toText(point)]), pointsOf([toText(shape)])];
  const [at, first, last] = [found[0], ring[0], ring[ring.length - 1]];
  if (!at || !first || !last || found.length !== 1 || ring.length < 2) return false;
  if (first[0] !== last[0] || first[1] !== last[1]) return false;
  const [lat, lon] = at;
  const crossed = pairs(ring).filter(
    ([a, b]) =>
      b[0] > lat !== a[0] > lat && lon < ((a[1] - b[1]) * (lat - b[0])) / (a[0] - b[0]) + b[1],
  );
  return crossed.length % 2 === 1;
}

const pairs = (points: readonly Point[]): [Point, Point][] =>
  points.slice(1).map((point, at) => [points[at] as Point, point]);

/** Empty when any of them is no point. */
function pointsOf(values: readonly Value[]): Point[] {
  const texts = values.flatMap((value) => (typeof value === 'object' ? value : [toText(value)]));
  const parts = texts.flatMap((text) => text.trim().replace(/;$/, '').split(';'));
  const found = parts.map((part) => POINT.exec(part));
  return found.some((point) => !point)
    ? []
    : found.map((point) => [Number(point?.[1]), Number(point?.[2])]);
}

function between([lat, lon]: Point, [otherLat, otherLon]: Point): number {
  const up = Math.sin(radians(otherLat - lat) / 2);
  const along = Math.sin(radians(otherLon - lon) / 2);
  const share = up * up + Math.cos(radians(lat)) * Math.cos(radians(otherLat)) * along * along;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(share)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const centimetres = (number: number): number => Math.floor(number * 100 + 0.5) / 100;
